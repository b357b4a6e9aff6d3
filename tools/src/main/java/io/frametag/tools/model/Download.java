package io.frametag.tools.model;

import io.frametag.pipeline.ShownUri;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.kafka.ScanProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file from an HTTP server, kept where its hash says. It grows beside its place, as a {@link PartFile}, and moves there when its
 * hash is right; what is left of an attempt is where the next begins.
 */
final class Download {
    private static final Duration STALL = Duration.ofSeconds(60);

    private final URI uri;
    private final Path file;
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
        this.sha256 = sha256;
        this.stall = stall;
    }

    /**
     * Sees to it that the file is in its place.
     *
     * @throws CommandFailure if it cannot be had, is another, or is being fetched by somebody else
     */
    void run(ScanProgress progress) throws InterruptedException {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                try (PartFile part = PartFile.open(file)) {
                    if (Files.exists(file)) {
                        // Whoever had the lock before has just finished.
                        part.delete();
                    } else {
                        fetch(part, progress);
                        return;
                    }
                }
            }
            String actual = Sha256.of(file);
            if (!actual.equals(sha256)) {
                Files.delete(file);
                throw another(file.toString(), actual);
            }
        } catch (IOException e) {
            throw CommandFailure.failed(file + " cannot be written: " + Transfer.reason(e) + ".", e);
        }
    }

    private void fetch(PartFile part, ScanProgress progress) throws IOException, InterruptedException {
        Transfer transfer = new Transfer(uri, part, file, stall, progress);
        transfer.run();
        String actual = part.sha256();
        if (transfer.isPatched() && !actual.equals(sha256)) {
            // What was there may have been of another file under the same address.
            part.keep(0);
            transfer.run();
            actual = part.sha256();
        }
        if (!actual.equals(sha256)) {
            part.delete();
            throw another(ShownUri.of(uri.toString()), actual);
        }
        part.moveTo(file);
    }

    private CommandFailure another(String what, String actual) {
        return CommandFailure.failed(
                what + " has the SHA-256 " + actual + ", and not " + sha256
                        + " as expected: it is another file, and was deleted.",
                null);
    }
}
