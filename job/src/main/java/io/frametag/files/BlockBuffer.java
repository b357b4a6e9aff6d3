package io.frametag.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Holds one block at a time, and grows to the largest. */
final class BlockBuffer {
    private static final int LEAST_BYTES = 64 << 10;

    private final int most;
    private byte[] bytes = new byte[0];
    private int size;

    /** @param most bytes of a block */
    BlockBuffer(int most) {
        this.most = most;
    }

    /**
     * Reads to the stream's end.
     *
     * @throws IOException if the stream fails, or does not end within the most bytes
     */
    void fill(InputStream in) throws IOException {
        size = 0;
        while (true) {
            if (size == bytes.length && size < most) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(LEAST_BYTES, size * 2L)));
            }
            if (size == most) {
                if (in.read() >= 0) {
                    throw new IOException("it has more than " + most
                            + " bytes when it is uncompressed: raise --bytes-in-flight, of which it may have a third");
                }
                return;
            }
            int read = in.read(bytes, size, bytes.length - size);
            if (read < 0) {
                return;
            }
            size += read;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }
}
