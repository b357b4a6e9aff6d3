package io.frametag.output;

import java.io.Closeable;
import java.io.IOException;

/** The inputs that the outcomes in a file answer, one for each, in their order; nothing else of the file is decoded. */
public interface AnsweredInputs extends Closeable {
    /** Of every kind's schema, what is read here. */
    String INPUT = "input";

    String RUN_ID = "run_id";

    /**
     * @return null behind the last
     * @throws IOException if the file cannot be read, or what is there is no outcome: there is no going on then
     */
    AnsweredInput next() throws IOException;

    /**
     * Opens a file.
     *
     * @throws IllegalArgumentException if it is of no format
     */
    static AnsweredInputs of(WrittenFile file) throws IOException {
        return switch (file.format().orElseThrow(() -> new IllegalArgumentException(file + " has no format"))) {
            case PARQUET -> new ParquetInputs(file.path());
            case AVRO -> new AvroInputs(file.path());
            case JSON -> new JsonInputs(file.path());
        };
    }
}
