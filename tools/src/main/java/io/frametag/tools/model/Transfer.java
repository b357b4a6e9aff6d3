package io.frametag.tools.model;

import io.frametag.pipeline.ShownUri;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.kafka.ScanProgress;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of one address, from where a file ends that has the first of them. */
final class Transfer {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    /** Connections that break off are taken up again as long as each brings something. */
    private static final int MOST_FRUITLESS = 3;

    /** Between two connections; twice as long after each that brought nothing. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final String WEAK = "W/";
    /** A graph has 1 GiB at most. */
    private static final long MOST_BYTES = 2L << 30;

    private static final int CHUNK = 1 << 16;

    private final URI uri;
    private final String shown;
    private final PartFile part;
    private final Path place;
    private final Duration stall;
    private final ScanProgress progress;
    /** Of the last answer that had one that stands for bytes and not only for a meaning. */
    private Optional<String> entityTag = Optional.empty();
    /** Until the server sends another range than the one it was asked for. */
    private boolean ranges = true;

    private boolean patched;

    /**
     * @param part written to
     * @param place where the file will be, for messages
     * @param stall how long the server may send nothing
     */
    Transfer(URI uri, PartFile part, Path place, Duration stall, ScanProgress progress) {
        this.uri = uri;
        this.shown = ShownUri.of(uri.toString());
        this.part = part;
        this.place = place;
        this.stall = stall;
        this.progress = progress;
    }

    /**
     * Asks for what is not there yet, again and again where the connection breaks off.
     *
     * @throws CommandFailure if it does not come
     * @throws IOException if it cannot be written
     */
    void run() throws IOException, InterruptedException {
        patched = false;
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(Redirect.NORMAL)
                .proxy(ProxySelector.getDefault())
                .build();
        for (int fruitless = 0; ; ) {
            long before = part.size();
            long from = ranges ? before : 0;
            HttpResponse<InputStream> response = ask(client, from);
            try (InputStream body = response.body()) {
                if (from > 0 && isMisplaced(response, from)) {
                    ranges = false;
                    continue;
                }
                receive(response, body, from);
                return;
            } catch (BrokenOff e) {
                fruitless = part.size() > before ? 0 : fruitless + 1;
                if (fruitless == MOST_FRUITLESS) {
                    throw CommandFailure.failed(
                            uri.getHost() + " breaks off (" + reason(e) + ") after " + part.size()
                                    + " bytes: the same command goes on from there.",
                            e);
                }
            }
            Thread.sleep(PAUSE.toMillis() << fruitless);
        }
    }

    /** Whether what {@link #run} has received was put behind bytes of an earlier answer, which may be another file's. */
    boolean isPatched() {
        return patched;
    }

    private HttpResponse<InputStream> ask(HttpClient client, long from) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
            entityTag.ifPresent(tag -> request.header("If-Range", tag));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            boolean offline = e instanceof ConnectException || e instanceof HttpTimeoutException;
            throw CommandFailure.failed(
                    (offline
                                    ? "Cannot reach " + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                                    : uri.getHost() + " gives no answer")
                            + " ("
                            + reason(e) + "). Where there is a network, fetch " + shown + ", and put the file here as "
                            + place
                            + ": the same command then checks it and needs no network.",
                    e);
        }
    }

    private static boolean isMisplaced(HttpResponse<InputStream> response, long from) {
        return response.statusCode() == PARTIAL
                && ContentRange.start(response.headers()).orElse(-1) != from;
    }

    /** @param from the offset that was asked for; the answer may be all of the file nevertheless */
    private void receive(HttpResponse<InputStream> response, InputStream body, long from)
            throws IOException, BrokenOff {
        int status = response.statusCode();
        if (status == RANGE_NOT_SATISFIABLE && from > 0) {
            // All of it is there, or it is of something else: the hash decides.
            patched = true;
            return;
        }
        boolean goesOn = status == PARTIAL && from > 0;
        if (status != OK && !goesOn) {
            throw CommandFailure.failed(
                    uri.getHost() + " answers " + status + " for " + shown + ": is it still the file's address?", null);
        }
        patched = goesOn;
        entityTag = response.headers().firstValue("ETag").filter(tag -> !tag.startsWith(WEAK));
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long received = goesOn ? from : 0;
        long whole = length < 0 ? -1 : length + received;
        requireRoom(whole);
        part.keep(received);
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try (ScanProgress.Scan scan = progress.begin(place.getFileName().toString(), Math.max(whole, 0), "bytes")) {
            scan.advance(received);
            AtomicLong heard = new AtomicLong(System.nanoTime());
            ScheduledFuture<?> unused = watch.scheduleAtFixedRate(
                    () -> closeIfSilent(body, heard),
                    stall.toMillis(),
                    stall.toMillis() / 4 + 1,
                    TimeUnit.MILLISECONDS);
            byte[] chunk = new byte[CHUNK];
            for (int read = next(body, chunk); read >= 0; read = next(body, chunk)) {
                heard.set(System.nanoTime());
                requireRoom(received + read);
                part.write(chunk, read);
                received += read;
                scan.advance(read);
            }
            if (whole >= 0 && received < whole) {
                throw new BrokenOff(new IOException("closed early"));
            }
        } finally {
            watch.shutdownNow();
        }
    }

    private void requireRoom(long bytes) {
        if (bytes > MOST_BYTES) {
            throw CommandFailure.failed(
                    shown + " has more than " + (MOST_BYTES >> 30) + " GiB, which no model here has: is it the right"
                            + " address?",
                    null);
        }
    }

    private void closeIfSilent(InputStream body, AtomicLong heard) {
        if (System.nanoTime() - heard.get() > stall.toNanos()) {
            try {
                body.close();
            } catch (IOException e) {
                // The reader finds out.
                return;
            }
        }
    }

    private static int next(InputStream body, byte[] chunk) throws BrokenOff {
        try {
            return body.read(chunk);
        } catch (IOException e) {
            throw new BrokenOff(e);
        }
    }

    /** @return why, in words */
    static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause.getMessage() != null) {
            return cause.getMessage();
        }
        // Java says no more of it.
        return e instanceof ConnectException
                ? "nobody listens there"
                : cause.getClass().getSimpleName();
    }

    /** The connection ended before the file did. */
    private static final class BrokenOff extends Exception {
        BrokenOff(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
