package io.frametag.local;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * Local files by the scheme {@code uneven}, which the second of two tasks cannot read: as if it were on another machine. A folder may
 * be held, so that who reads it waits.
 */
public final class UnevenFileSystem extends LocalFileSystem {
    static final String SCHEME = "uneven";
    static final String REASON = "this machine has no such mount";

    private static volatile String held;
    private static CountDownLatch reached;
    private static CountDownLatch goOn;

    static void hold(java.nio.file.Path folder) {
        reached = new CountDownLatch(1);
        goOn = new CountDownLatch(1);
        held = folder.toString();
    }

    /** Waits until somebody waits. */
    static void awaitHeld() throws InterruptedException {
        reached.await();
    }

    static void letGo() {
        held = null;
        goOn.countDown();
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        String folder = held;
        if (folder != null && path.getPath().startsWith(folder)) {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        } else if (Thread.currentThread().getName().contains("(2/2)")) {
            throw new IOException(REASON);
        }
        return super.open(path);
    }

    /** Named in {@code META-INF/services}. */
    public static final class Factory implements FileSystemFactory {
        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileSystem create(URI uri) {
            return new UnevenFileSystem();
        }
    }
}
