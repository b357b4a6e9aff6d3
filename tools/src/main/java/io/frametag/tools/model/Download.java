package io.frametag.tools.model;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.kafka.ScanProgress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A file from an HTTP server, kept where its hash says. It grows beside its place, as {@code .part}, and moves there when its
 * hash is right; what is left of an attempt is where the next begins.
 */
final class Download {
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final int CHUNK = 1 << 16;

    private final URI uri;
    private final Path file;
    private final Path part;
    private final String sha256;
    private final Duration stall;

    /** @param sha256 in lower case */
    Download(URI uri, Path file, String sha256) {
        this(uri, file, sha256, STALL);
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
            Transfer transfer = new Transfer(uri, part, file, stall, progress);
            transfer.run();
            if (resumed && !hash(part).equals(sha256)) {
                // What was there may have been of another file under the same address.
                Files.delete(part);
                transfer.run();
            }
            requireHash(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw CommandFailure.failed(file + " cannot be written: " + Transfer.reason(e) + ".", e);
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
}
