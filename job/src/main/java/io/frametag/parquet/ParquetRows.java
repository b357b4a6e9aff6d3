package io.frametag.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.ReadOptionsWithoutHadoop;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.api.ReadSupport.ReadContext;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file as Avro records of the columns that are asked for. These columns of one row group are in memory
 * at a time. Not thread-safe.
 */
public final class ParquetRows implements Closeable {
    private final ParquetFileReader file;
    private final MessageColumnIO columns;
    private final RecordMaterializer<GenericRecord> materializer;
    private RecordReader<GenericRecord> group;
    private long left;

    private ParquetRows(ParquetFileReader file, MessageType requested) {
        FileMetaData meta = file.getFooter().getFileMetaData();
        ParquetConfiguration conf = new PlainParquetConfiguration();
        conf.setBoolean("parquet.avro.add-list-element-records", false);
        conf.setBoolean("parquet.avro.compatible", false);
        this.file = file;
        this.columns = new ColumnIOFactory(meta.getCreatedBy()).getColumnIO(requested, meta.getSchema());
        // Without the file's own metadata: an Avro schema in it may have columns that are not asked for.
        this.materializer = new AvroReadSupport<GenericRecord>(GenericData.get())
                .prepareForRead(conf, Map.of(), meta.getSchema(), new ReadContext(requested, Map.of()));
        file.setRequestedSchema(requested);
    }

    /**
     * @param columns which top-level columns to read, by name
     * @throws IOException if the file cannot be read, or is no whole Parquet file
     */
    public static ParquetRows open(InputFile input, Predicate<String> columns) throws IOException {
        ParquetFileReader file = footer(input);
        try {
            MessageType whole = file.getFooter().getFileMetaData().getSchema();
            List<Type> wanted = whole.getFields().stream()
                    .filter(column -> columns.test(column.getName()))
                    .toList();
            return new ParquetRows(file, new MessageType(whole.getName(), wanted));
        } catch (RuntimeException e) {
            file.close();
            throw new IOException("The columns of " + input + " are none that can be read: " + e.getMessage(), e);
        }
    }

    private static ParquetFileReader footer(InputFile input) throws IOException {
        try {
            return ParquetFileReader.open(input, ReadOptionsWithoutHadoop.with(new ParquetCodecs()));
        } catch (RuntimeException e) {
            // What Parquet says of bytes that are not its own has no type.
            throw new IOException(input + " is not a whole Parquet file: " + e.getMessage(), e);
        }
    }

    /** @return every column of the file */
    public MessageType schema() {
        return file.getFooter().getFileMetaData().getSchema();
    }

    /** @return rows in the whole file */
    public long count() {
        return file.getRecordCount();
    }

    /**
     * @return the next row; null behind the last
     * @throws IOException if the file is damaged or cannot be read
     */
    public GenericRecord next() throws IOException {
        try {
            while (left == 0) {
                PageReadStore pages = file.readNextRowGroup();
                if (pages == null) {
                    return null;
                }
                group = columns.getRecordReader(pages, materializer);
                left = pages.getRowCount();
            }
            left--;
            return group.read();
        } catch (RuntimeException e) {
            throw new IOException("A row cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
