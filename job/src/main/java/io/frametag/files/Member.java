package io.frametag.files;

import io.frametag.pipeline.RawRecord;
import java.io.IOException;

/** One input within a file. */
interface Member {
    /** Its place among the file's inputs, from 0. */
    long ordinal();

    /**
     * Reads it. To be called before the next one is looked for, and once at most.
     *
     * @return the record, which may be a refusal that says what is wrong with it
     * @throws IOException if the storage fails
     */
    RawRecord read() throws IOException;
}
