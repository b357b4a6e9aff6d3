package io.frametag.output;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.core.fs.Path;

final class AvroInputs implements AnsweredInputs {
    private final DataFileStream<GenericRecord> file;

    AvroInputs(Path path) throws IOException {
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>();
        InputStream in = path.getFileSystem().open(path);
        try {
            file = new DataFileStream<>(in, reader);
            reader.setExpected(coordinatesOf(file.getSchema()));
        } catch (IOException e) {
            in.close();
            throw e;
        } catch (RuntimeException e) {
            // The library's, for damaged headers, among others.
            in.close();
            throw new IOException("It is no container file of outcomes: " + e.getMessage(), e);
        }
    }

    /** What is left out is skipped and not decoded. */
    private static Schema coordinatesOf(Schema whole) {
        List<Schema.Field> fields = whole.getFields().stream()
                .filter(field -> field.name().equals(INPUT) || field.name().equals(RUN_ID))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(whole.getName(), null, whole.getNamespace(), false, fields);
    }

    @Override
    public AnsweredInput next() throws IOException {
        try {
            return file.hasNext() ? answered(file.next()) : null;
        } catch (RuntimeException e) {
            throw new IOException("A record cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws IOException if it has not what an outcome has */
    static AnsweredInput answered(GenericRecord record) throws IOException {
        try {
            GenericRecord input = (GenericRecord) record.get(INPUT);
            return new AnsweredInput(
                    input.get("topic").toString(),
                    (int) input.get("partition"),
                    (long) input.get("offset"),
                    record.get(RUN_ID).toString());
        } catch (AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new IOException("It is no outcome: it does not say which input it answers.", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
