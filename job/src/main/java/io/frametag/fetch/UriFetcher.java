package io.frametag.fetch;

import io.frametag.config.FetchConfig;
import io.frametag.fetch.CheckedResolver.HostResolver;
import io.frametag.pipeline.Attachment;
import java.io.IOException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/**
 * Fetches images beside the task's own thread, so many at a time as the configuration says, each within its time. Thread-safe. Whoever
 * made it closes it, which breaks off what is under way.
 */
final class UriFetcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration timeout;
    private final UriImages images;
    private final Attempts attempts;
    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor deadlines;
    private volatile boolean closed;

    /**
     * @param mostBytes an image may have
     * @throws IOException if there is a root whose file system Flink does not have
     */
    static UriFetcher of(FetchConfig config, int mostBytes) throws IOException {
        try {
            // Java's own trust store, or that of javax.net.ssl.trustStore.
            return new UriFetcher(config, mostBytes, InetAddress::getAllByName, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("Java's default TLS settings cannot be used: " + e.getMessage(), e);
        }
    }

    UriFetcher(FetchConfig config, int mostBytes, HostResolver resolver, SSLContext tls) throws IOException {
        new FileImages(config, mostBytes).checkFileSystems();
        this.timeout = config.timeout();
        this.images = new UriImages(config, mostBytes, resolver, tls);
        this.attempts = new Attempts(images::get, config.attempts());
        this.workers = Executors.newFixedThreadPool(config.concurrency(), new ExecutorThreadFactory("frametag-fetch"));
        this.deadlines = new ScheduledThreadPoolExecutor(1, new ExecutorThreadFactory("frametag-fetch-deadline"));
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Begins to fetch.
     *
     * @return the image, or why there is none, within the time allowed; whatever is no fault of the URI's, its server's or the network's
     *     exceptionally; nothing at all once this is closed, since whoever waits is gone or fetches it again
     */
    CompletableFuture<Attachment> fetch(String uri) {
        CompletableFuture<Attachment> result = new CompletableFuture<>();
        FetchDeadline deadline = new FetchDeadline(timeout);
        Future<?> end = deadlines.schedule(
                () -> {
                    // First: what is broken off would tell of a broken connection. And whether or not it lets itself be
                    // broken off,
                    // as a look-up of a name does not.
                    complete(result, Attempts.refusal(uri, deadline.failure(), 1));
                    deadline.pass();
                },
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
        workers.execute(() -> {
            try {
                if (!result.isDone()) {
                    complete(result, attempts.fetch(uri, deadline));
                }
            } catch (InterruptedException e) {
                // Closed.
            } catch (RuntimeException | Error e) {
                if (!closed) {
                    result.completeExceptionally(e);
                }
            } finally {
                end.cancel(false);
            }
        });
        return result;
    }

    private void complete(CompletableFuture<Attachment> result, Attachment attachment) {
        if (!closed) {
            result.complete(attachment);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        workers.shutdownNow();
        deadlines.shutdownNow();
        images.close();
        // Threads that outlive their task keep its classes.
        workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
