package io.frametag.files;

import java.io.IOException;
import java.io.InputStream;

/** The next so many bytes of a file as a stream. Closing it leaves the file open. */
final class BytesRange extends InputStream {
    private final Bytes bytes;
    private final byte[] one = new byte[1];
    private long left;

    BytesRange(Bytes bytes, long length) {
        this.bytes = bytes;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left <= 0) {
            return -1;
        }
        int read = bytes.read(into, offset, (int) Math.min(length, left));
        left -= read;
        return read == 0 ? -1 : read;
    }

    @Override
    public int available() {
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
