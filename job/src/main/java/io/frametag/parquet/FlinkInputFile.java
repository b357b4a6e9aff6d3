package io.frametag.parquet;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file of any file system that Flink knows, as Parquet reads it.
 *
 * @param length bytes
 */
public record FlinkInputFile(Path path, long length) implements InputFile {
    /** @throws IOException if there is no such file, or it cannot be looked at */
    public static FlinkInputFile of(Path path) throws IOException {
        FileSystem files = path.getFileSystem();
        return new FlinkInputFile(path, files.getFileStatus(path).getLen());
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new Stream(path.getFileSystem().open(path));
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static final class Stream extends DelegatingSeekableInputStream {
        private final FSDataInputStream in;

        Stream(FSDataInputStream in) {
            super(in);
            this.in = in;
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }
    }
}
