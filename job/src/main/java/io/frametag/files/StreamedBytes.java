package io.frametag.files;

import java.io.IOException;
import java.io.InputStream;

/** What comes out of a decompressor: only what is read is known. */
final class StreamedBytes extends Bytes {
    private final InputStream in;
    private final byte[] dropped = new byte[64 << 10];
    private long position;

    StreamedBytes(InputStream in) {
        this.in = in;
    }

    @Override
    long position() {
        return position;
    }

    @Override
    int read(byte[] into, int offset, int length) throws IOException {
        int read = in.readNBytes(into, offset, length);
        position += read;
        return read;
    }

    @Override
    void skipTo(long target) throws IOException {
        while (position < target) {
            int wanted = (int) Math.min(dropped.length, target - position);
            if (read(dropped, 0, wanted) < wanted) {
                return;
            }
        }
    }

    @Override
    boolean reaches(long target) {
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
