package io.frametag.output;

import io.frametag.parquet.FlinkOutputFile;
import io.frametag.parquet.ParquetCodecs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Parquet, compressed with zstd: arrays as lists of three levels, instants as timestamps in UTC. */
final class ParquetFormat implements RecordFormat {
    /** What one open file holds in memory at most, before compression. */
    private static final long ROW_GROUP_BYTES = 16 << 20;
    /**
     * A writer that has hardly anything to write takes half a megabyte, as much as some three hundred labels. So many are held
     * back as they are, and where a file gets no more, its writer lives only while the file is ended.
     */
    private static final int HELD_RECORDS = 256;

    /** Parquet's own. */
    private static final int SMALL_ROWS_A_LOOK = 10_000;

    @Override
    public BulkWriter<SpecificRecordBase> open(FSDataOutputStream out, SpecificRecordBase first, boolean many)
            throws IOException {
        return new Rows(out, many);
    }

    private static final class Rows implements BulkWriter<SpecificRecordBase> {
        private final FSDataOutputStream out;
        private final boolean many;
        private List<SpecificRecordBase> held = new ArrayList<>();
        private ParquetWriter<SpecificRecordBase> writer;

        Rows(FSDataOutputStream out, boolean many) {
            this.out = out;
            this.many = many;
        }

        @Override
        public void addElement(SpecificRecordBase record) throws IOException {
            if (writer != null) {
                writer.write(record);
                return;
            }
            held.add(record);
            if (held.size() > (many ? HELD_RECORDS : 0)) {
                writeHeld();
            }
        }

        private void writeHeld() throws IOException {
            writer = writer(out, held.get(0), many);
            for (SpecificRecordBase record : held) {
                writer.write(record);
            }
            held = null;
        }

        /** Nothing can be: a row group is written when it is full. */
        @Override
        public void flush() {}

        @Override
        public void finish() throws IOException {
            if (writer == null) {
                writeHeld();
            }
            writer.close();
        }
    }

    private static ParquetWriter<SpecificRecordBase> writer(
            FSDataOutputStream out, SpecificRecordBase example, boolean small) throws IOException {
        return AvroParquetWriter.<SpecificRecordBase>builder(new FlinkOutputFile(out))
                .withSchema(example.getSchema())
                .withDataModel(example.getSpecificData())
                .withConf(new PlainParquetConfiguration())
                .config("parquet.avro.write-old-list-structure", "false")
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new ParquetCodecs())
                .withRowGroupSize(ROW_GROUP_BYTES)
                // The size is looked at from the first row on, and again after each if it may have megabytes, as a dead
                // letter
                // may: by small ones before it, the next look would be put off for ten thousand.
                .withMinRowCountForPageSizeCheck(1)
                .withMaxRowCountForPageSizeCheck(small ? SMALL_ROWS_A_LOOK : 1)
                .build();
    }
}
