package io.frametag.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values one behind the other, each with its length in front unless all have one. Read as they come: the page may be larger than memory. */
final class PlainValues implements PageValues {
    private static final int LENGTH_BYTES = 4;

    private final InputStream in;
    private final int width;
    private int left;

    /** @param width of every value in bytes; 0 if each has its own */
    PlainValues(InputStream in, int width) {
        this.in = in;
        this.width = width;
    }

    @Override
    public int next() throws IOException {
        in.skipNBytes(left);
        left = width > 0 ? width : length();
        return left;
    }

    private int length() throws IOException {
        byte[] bytes = in.readNBytes(LENGTH_BYTES);
        if (bytes.length < LENGTH_BYTES) {
            throw new EOFException();
        }
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 0) {
            throw new IOException("a value has a negative length");
        }
        return length;
    }

    @Override
    public byte[] take() throws IOException {
        byte[] value = in.readNBytes(left);
        if (value.length < left) {
            throw new EOFException();
        }
        left = 0;
        return value;
    }
}
