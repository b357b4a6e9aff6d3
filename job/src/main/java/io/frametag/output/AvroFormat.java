package io.frametag.output;

import java.io.IOException;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.DeflateCodec;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Avro container files, with deflate: besides none, the only compression that every reader has to know. */
final class AvroFormat implements RecordFormat {
    private static final int LEVEL = 6;

    private transient CodecFactory codec;

    @Override
    public BulkWriter<SpecificRecordBase> open(FSDataOutputStream out, SpecificRecordBase first, boolean many)
            throws IOException {
        if (codec == null) {
            codec = new SharedDeflate();
        }
        DataFileWriter<SpecificRecordBase> writer = new DataFileWriter<SpecificRecordBase>(
                        new SpecificDatumWriter<>(first.getSchema(), first.getSpecificData()))
                .setCodec(codec)
                .create(first.getSchema(), out);
        return new BulkWriter<>() {
            @Override
            public void addElement(SpecificRecordBase record) throws IOException {
                writer.append(record);
            }

            @Override
            public void flush() throws IOException {
                writer.flush();
            }

            @Override
            public void finish() throws IOException {
                // Closing it would close the stream.
                writer.flush();
            }
        };
    }

    /** One for all of a task's files: each would keep a quarter of a megabyte outside the heap until it is collected. */
    private static final class SharedDeflate extends CodecFactory {
        private final Codec codec = new DeflateCodec(LEVEL);

        @Override
        protected Codec createInstance() {
            return codec;
        }
    }
}
