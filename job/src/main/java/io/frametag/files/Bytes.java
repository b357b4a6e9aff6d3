package io.frametag.files;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;

/** A file from front to back, with jumps forward. One thread only. */
abstract class Bytes implements Closeable {
    /** Bytes before the next one that is read. */
    abstract long position();

    /**
     * Reads as much as there is.
     *
     * @return how many bytes; fewer than {@code length} only at the end
     */
    abstract int read(byte[] into, int offset, int length) throws IOException;

    /** Jumps forward, also beyond the end: then there is nothing to read. */
    abstract void skipTo(long position) throws IOException;

    /** Whether there are bytes up to a position; true where only reading tells. */
    abstract boolean reaches(long position);

    /** @throws EOFException if there are fewer */
    byte[] readExactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        if (read(bytes, 0, length) < length) {
            throw new EOFException();
        }
        return bytes;
    }
}
