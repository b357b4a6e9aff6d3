package io.frametag.files;

import java.io.IOException;

/** The values of one page, without its nulls. */
interface PageValues {
    /**
     * Goes to the next value; what is left of the one before is passed over.
     *
     * @return its length in bytes
     */
    int next() throws IOException;

    /** The value, once, in an array of the caller's own. */
    byte[] take() throws IOException;
}
