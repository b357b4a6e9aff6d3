package io.frametag.release;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows the releases' topic in a thread beside the task's. */
final class ReleaseFollower implements AutoCloseable {
    private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final ReleaseFeed topic;
    private final long from;
    private final Consumer<ReleaseMessage> heard;
    private final Consumer<Exception> failed;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Begins at once.
     *
     * @param task names the thread
     * @param from offset of the first that is wanted
     * @param heard called on the thread; may throw {@link RejectedExecutionException}, which ends it
     * @param failed the same, and the last call
     */
    ReleaseFollower(
            String task, ReleaseFeed topic, long from, Consumer<ReleaseMessage> heard, Consumer<Exception> failed) {
        this.topic = topic;
        this.from = from;
        this.heard = heard;
        this.failed = failed;
        this.thread = new Thread(this::run, "model-releases " + task);
        thread.setDaemon(true);
        // Kafka finds its classes by it.
        thread.setContextClassLoader(ReleaseFollower.class.getClassLoader());
        thread.start();
    }

    private void run() {
        try {
            follow();
        } catch (RejectedExecutionException e) {
            // The task has ended.
        }
    }

    private void follow() {
        try (ReleaseReader reader = topic.follow(from)) {
            while (!closed) {
                reader.next().forEach(heard);
            }
        } catch (RejectedExecutionException e) {
            throw e;
        } catch (Throwable e) {
            // An Error, too: the thread would end, and no release be heard any more while the task goes on.
            if (!closed) {
                failed.accept(e instanceof Exception failure ? failure : new IOException(e));
            }
        }
    }

    /** Waits for the thread, whose class loader may be gone afterwards; an interrupted task does not wait. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
