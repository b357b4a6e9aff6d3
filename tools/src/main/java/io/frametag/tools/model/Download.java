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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file from an HTTP server, kept where its hash says. It grows beside its place, as {@code .part}, and moves there when its
 * hash is right; what is left of an attempt is where the next begins.
 */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    /** Connections that break off are taken up again as long as each brings something. */
    private static final int MOST_FRUITLESS = 3;

    private static final int CHUNK = 1 << 16;

    private final URI uri;
    private final Path file;
    private final Path part;
    private final String sha256;
    private final Duration stall;

    /** @param sha256 in lower case */
    Download(URI uri, Path file, String sha256) {
        this(uri, file, sha256, Duration.ofSeconds(60));
    }

    /** @param stall how long a server may send nothing */
    Download(URI uri, Path file, String sha256, Duration stall) {
        this.uri = uri;
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.sha256 = sha256;
        this.stall = stall;
    }

    /**
     * Sees to it that the file is in its place.
     *
     * @throws CommandFailure if it cannot be had, or is another
     */
    void run(ScanProgress progress) throws InterruptedException {
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                requireHash(file);
                return;
            }
            boolean resumed = Files.exists(part) && Files.size(part) > 0;
            transfer(progress);
            if (resumed && !hash(part).equals(sha256)) {
                // What was there may have been of another file under the same address.
                Files.delete(part);
                transfer(progress);
            }
            requireHash(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw CommandFailure.failed(file + " cannot be written: " + reason(e) + ".", e);
        }
    }

    private void requireHash(Path read) throws IOException {
        String actual = hash(read);
        if (!actual.equals(sha256)) {
            Files.delete(read);
            throw CommandFailure.failed(
                    (read.equals(file) ? file.toString() : uri.toString()) + " has the SHA-256 " + actual + ", and not "
                            + sha256 + " as expected: it is another file, and was deleted.",
                    null);
        }
    }

    private void transfer(ScanProgress progress) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(Redirect.NORMAL)
                .proxy(ProxySelector.getDefault())
                .build();
        for (int fruitless = 0; ; ) {
            long before = size();
            HttpResponse<InputStream> response = ask(client, before);
            try (InputStream body = response.body()) {
                receive(response, body, before, progress);
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
                            + file
                            + ": the same command then checks it and needs no network.",
                    e);
        }
    }

    private void receive(HttpResponse<InputStream> response, InputStream body, long before, ScanProgress progress)
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
                ScanProgress.Scan scan = progress.begin(file.getFileName().toString(), Math.max(whole, 0), "bytes")) {
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

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String reason(Exception e) {
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
