package io.frametag.tools.model;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.kafka.ScanProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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

    private static final int CHUNK = 1 << 16;

    private final URI uri;
    private final Path part;
    private final Path place;
    private final Duration stall;
    private final ScanProgress progress;

    /**
     * @param part written to
     * @param place where the file will be, for messages
     * @param stall how long the server may send nothing
     */
    Transfer(URI uri, Path part, Path place, Duration stall, ScanProgress progress) {
        this.uri = uri;
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
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(Redirect.NORMAL)
                .proxy(ProxySelector.getDefault())
                .build();
        for (int fruitless = 0; ; ) {
            long before = size();
            HttpResponse<InputStream> response = ask(client, before);
            try (InputStream body = response.body()) {
                receive(response, body, before);
                return;
            } catch (BrokenOff e) {
                fruitless = size() > before ? 0 : fruitless + 1;
                if (fruitless == MOST_FRUITLESS) {
                    throw CommandFailure.failed(
                            uri.getHost() + " breaks off (" + reason(e) + ") after " + size()
                                    + " bytes: the same command goes on from there.",
                            e);
                }
            }
        }
    }

    private HttpResponse<InputStream> ask(HttpClient client, long from) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            boolean offline = e instanceof ConnectException || e instanceof HttpTimeoutException;
            throw CommandFailure.failed(
                    (offline ? "Cannot reach " + uri.getHost() : uri.getHost() + " gives no answer") + " ("
                            + reason(e) + "). Where there is a network, fetch " + uri + ", and put the file here as "
                            + place
                            + ": the same command then checks it and needs no network.",
                    e);
        }
    }

    private void receive(HttpResponse<InputStream> response, InputStream body, long before)
            throws IOException, BrokenOff {
        int status = response.statusCode();
        if (status == RANGE_NOT_SATISFIABLE && before > 0) {
            // All of it is there, or it is of something else: the hash decides.
            return;
        }
        if (status != OK && status != PARTIAL) {
            throw CommandFailure.failed(
                    uri.getHost() + " answers " + status + " for " + uri + ": is it still the file's address?", null);
        }
        boolean goesOn = status == PARTIAL;
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long whole = length < 0 ? -1 : length + (goesOn ? before : 0);
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try (OutputStream out = Files.newOutputStream(
                        part,
                        StandardOpenOption.CREATE,
                        goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                ScanProgress.Scan scan = progress.begin(place.getFileName().toString(), Math.max(whole, 0), "bytes")) {
            scan.advance(goesOn ? before : 0);
            AtomicLong heard = new AtomicLong(System.nanoTime());
            watch.scheduleAtFixedRate(
                    () -> closeIfSilent(body, heard),
                    stall.toMillis(),
                    stall.toMillis() / 4 + 1,
                    TimeUnit.MILLISECONDS);
            long received = goesOn ? before : 0;
            byte[] chunk = new byte[CHUNK];
            for (int read = next(body, chunk); read >= 0; read = next(body, chunk)) {
                heard.set(System.nanoTime());
                out.write(chunk, 0, read);
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

    private long size() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** @return why, in words */
    static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The connection ended before the file did. */
    private static final class BrokenOff extends Exception {
        BrokenOff(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
