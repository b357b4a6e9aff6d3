package io.frametag.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/** A folder that is deleted when it is closed, or else when the JVM ends. */
final class TemporaryFolder implements AutoCloseable {
    private final Path path;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread cleanup = new Thread(this::deleteAtEnd, "temporary-folder-cleanup");
    private volatile Duration grace = Duration.ZERO;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    static TemporaryFolder create() throws IOException {
        TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory("frametag-"));
        try {
            Runtime.getRuntime().addShutdownHook(folder.cleanup);
        } catch (IllegalStateException e) {
            // The JVM is ending.
            var unused = folder.delete();
            throw e;
        }
        return folder;
    }

    /** @param longest how long a JVM that ends waits for whoever uses the folder to close it */
    void keepUntilClosed(Duration longest) {
        grace = longest;
    }

    Path path() {
        return path;
    }

    private void deleteAtEnd() {
        try {
            var unused = closed.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete();
    }

    private boolean delete() {
        try {
            Utils.delete(path.toFile());
            return true;
        } catch (IOException stillInUse) {
            // Untidy, not wrong; at the JVM's end it is tried once more.
            return false;
        }
    }

    @Override
    public void close() {
        boolean deleted = delete();
        closed.countDown();
        if (deleted) {
            try {
                Runtime.getRuntime().removeShutdownHook(cleanup);
            } catch (IllegalStateException e) {
                // It is running, or has run.
            }
        }
    }
}
