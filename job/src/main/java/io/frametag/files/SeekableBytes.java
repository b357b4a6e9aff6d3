package io.frametag.files;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file that is read at any place. */
final class SeekableBytes extends Bytes {
    private final FSDataInputStream in;
    private final long length;
    private long position;

    /** @param length of the file: nothing behind it is looked for */
    SeekableBytes(FSDataInputStream in, long length) {
        this.in = in;
        this.length = length;
    }

    static SeekableBytes open(String uri) throws IOException {
        Storage storage = Storage.of(uri);
        long length = storage.look(uri).length();
        return new SeekableBytes(storage.open(uri), length);
    }

    long length() {
        return length;
    }

    @Override
    long position() {
        return position;
    }

    @Override
    int read(byte[] into, int offset, int size) throws IOException {
        if (position >= length) {
            return 0;
        }
        if (in.getPos() != position) {
            in.seek(position);
        }
        int read = in.readNBytes(into, offset, (int) Math.min(size, length - position));
        position += read;
        return read;
    }

    /** Backward, too. */
    @Override
    void skipTo(long target) {
        position = target;
    }

    @Override
    boolean reaches(long target) {
        return target <= length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
