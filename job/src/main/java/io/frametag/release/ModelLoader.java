package io.frametag.release;

import io.frametag.pipeline.OpenModel;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Opens models on one thread beside the task's, and closes those that were replaced there. What is opened is handed over exactly
 * once: whatever nobody takes is closed here.
 */
final class ModelLoader implements AutoCloseable {
    /** Loading cannot be interrupted. A bundle takes a second, some file systems longer. */
    private static final long CLOSE_SECONDS = 60;

    private final ModelOpener opener;
    private final Runnable done;
    private final ExecutorService thread;
    private final Queue<Loaded> loaded = new ArrayDeque<>();
    private volatile Release wanted;
    private boolean closed;

    /**
     * What became of a release.
     *
     * @param model null if there is none
     * @param reason why there is none; null if there is one
     */
    record Loaded(Release release, OpenModel model, String reason, long millis) {}

    /**
     * @param task names the thread
     * @param done called on the loader's thread whenever there is something to {@link #take}; may throw
     *     {@link RejectedExecutionException}
     */
    ModelLoader(String task, ModelOpener opener, Runnable done) {
        this.opener = opener;
        this.done = done;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "model-loader " + task);
            thread.setDaemon(true);
            // File systems and services are found by it.
            thread.setContextClassLoader(ModelLoader.class.getClassLoader());
            return thread;
        });
    }

    /** Whatever was asked for before is left out: it is not loaded any more, or closed if nobody has taken it. */
    void load(Release release) {
        wanted = release;
        thread.execute(() -> {
            if (release.equals(wanted)) {
                // Two are open at most, this one and what the task labels with.
                drop();
                offer(tried(release));
            }
        });
    }

    /** Never waits. */
    synchronized Optional<Loaded> take() {
        return Optional.ofNullable(loaded.poll());
    }

    /** Closes a model that no record will meet any more. */
    void retire(OpenModel model) {
        thread.execute(model::close);
    }

    private Loaded tried(Release release) {
        long started = System.nanoTime();
        try {
            OpenModel model = opener.open(release.reference());
            return new Loaded(release, model, null, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        } catch (Throwable e) { // A model may bring anything: if nobody answers, its release stays pending for ever.
            return new Loaded(release, null, Reasons.of(e), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        }
    }

    private void offer(Loaded result) {
        synchronized (this) {
            if (closed || !result.release().equals(wanted)) {
                close(result);
                return;
            }
            loaded.add(result);
        }
        try {
            done.run();
        } catch (RejectedExecutionException e) {
            // The task has ended: close() finds it.
        }
    }

    private synchronized void drop() {
        loaded.forEach(ModelLoader::close);
        loaded.clear();
    }

    private static void close(Loaded result) {
        if (result.model() != null) {
            result.model().close();
        }
    }

    /** Waits for the thread, whose class loader may be gone afterwards; an interrupted task does not wait. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            drop();
        }
        wanted = null;
        thread.shutdown();
        try {
            thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
