package io.frametag.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataInputStreamWrapper;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Local files by the scheme {@code far}, as if they were elsewhere. Counts who opens them. */
final class FarFileSystem extends LocalFileSystem {
    static final String SCHEME = "far";

    /** By file. */
    static final Map<String, Integer> ATTEMPTS = new ConcurrentHashMap<>();

    static final Map<String, Integer> OPEN = new ConcurrentHashMap<>();
    /** How often a file can be opened; as often as one likes unless it is here. */
    static final Map<String, Integer> GOOD_FOR = new ConcurrentHashMap<>();

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        String file = path.getPath();
        if (ATTEMPTS.merge(file, 1, Integer::sum) > GOOD_FOR.getOrDefault(file, Integer.MAX_VALUE)) {
            throw new FileNotFoundException("it is too far away");
        }
        FSDataInputStream in = super.open(path);
        OPEN.merge(file, 1, Integer::sum);
        return new FSDataInputStreamWrapper(in) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                super.close();
                if (!closed) {
                    OPEN.merge(file, -1, Integer::sum);
                }
                closed = true;
            }
        };
    }

    /** Named in {@code META-INF/services}. */
    public static final class Factory implements FileSystemFactory {
        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileSystem create(URI uri) {
            return new FarFileSystem();
        }
    }
}
