package io.frametag.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.RecordJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** One record a line, as {@code frametag quickstart --json} prints it. */
final class JsonFormat implements RecordFormat {
    @Override
    public BulkWriter<SpecificRecordBase> open(FSDataOutputStream file, SpecificRecordBase first, boolean many) {
        OutputStream out = new BufferedOutputStream(file);
        return new BulkWriter<>() {
            @Override
            public void addElement(SpecificRecordBase record) throws IOException {
                out.write((RecordJson.line(record) + "\n").getBytes(UTF_8));
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }

            @Override
            public void finish() throws IOException {
                out.flush();
            }
        };
    }
}
