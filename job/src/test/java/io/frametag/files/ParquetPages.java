package io.frametag.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Makes Parquet files as no honest writer would, of one uncompressed column {@code image}. */
final class ParquetPages {
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<RowGroup> groups = new ArrayList<>();
    private final FieldRepetitionType repetition;

    ParquetPages(FieldRepetitionType repetition) {
        this.repetition = repetition;
        out.writeBytes(MAGIC);
    }

    /** What was written so far. */
    int position() {
        return out.size();
    }

    ParquetPages bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** A row group, whatever there is at the place. */
    ParquetPages group(long rows, long position, long size) {
        ColumnMetaData column = new ColumnMetaData(
                Type.BYTE_ARRAY,
                List.of(Encoding.PLAIN),
                List.of("image"),
                CompressionCodec.UNCOMPRESSED,
                rows,
                size,
                size,
                position);
        ColumnChunk chunk = new ColumnChunk(0);
        chunk.setMeta_data(column);
        groups.add(new RowGroup(List.of(chunk), size, rows));
        return this;
    }

    byte[] finish() throws IOException {
        SchemaElement root = new SchemaElement("schema");
        root.setNum_children(1);
        SchemaElement image = new SchemaElement("image");
        image.setType(Type.BYTE_ARRAY);
        image.setRepetition_type(repetition);
        return finish(List.of(root, image));
    }

    byte[] finish(List<SchemaElement> schema) throws IOException {
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(new FileMetaData(1, schema, 0, groups), footer);
        return finish(footer.toByteArray());
    }

    /** A file of nothing else. */
    static byte[] withFooter(byte[] footer) {
        return new ParquetPages(FieldRepetitionType.REQUIRED).finish(footer);
    }

    private byte[] finish(byte[] footer) {
        out.writeBytes(footer);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.length)
                .array());
        out.writeBytes(MAGIC);
        return out.toByteArray();
    }

    static byte[] dictionary(int values, byte[] data, int damage) throws IOException {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, data.length, data.length);
        header.setDictionary_page_header(new DictionaryPageHeader(values, Encoding.PLAIN));
        return page(header, data, damage);
    }

    static byte[] data(int values, Encoding encoding, byte[] data, int damage) throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, data.length, data.length);
        header.setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
        return page(header, data, damage);
    }

    /** @param damage of the checksum */
    private static byte[] page(PageHeader header, byte[] data, int damage) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(data);
        header.setCrc((int) crc.getValue() ^ damage);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Util.writePageHeader(header, page);
        page.writeBytes(data);
        return page.toByteArray();
    }

    /** Values in plain encoding. */
    static byte[] plain(byte[]... values) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (byte[] value : values) {
            plain.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value.length)
                    .array());
            plain.writeBytes(value);
        }
        return plain.toByteArray();
    }
}
