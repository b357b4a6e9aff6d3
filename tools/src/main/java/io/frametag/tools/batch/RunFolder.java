package io.frametag.tools.batch;

import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run keeps beside its output, so that the same command can go on where it was killed: {@code .frametag} with the run's
 * description and its checkpoints, and at the end {@code summary.json}. Held by one process at a time.
 */
final class RunFolder implements AutoCloseable {
    private static final String KEPT = ".frametag";
    private static final String SUMMARY = "summary.json";

    private final Path folder;
    private final FileChannel channel;

    private RunFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes the folder if it is not there, and holds it until it is closed. */
    static RunFolder hold(Path folder) {
        Path kept = folder.resolve(KEPT);
        try {
            Files.createDirectories(kept);
        } catch (IOException e) {
            throw CommandFailure.wrongUse(
                    "The folder " + folder + " cannot be made: " + reason(e) + ". Name one that can be written to.");
        }
        try {
            FileChannel channel =
                    FileChannel.open(kept.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw CommandFailure.wrongUse("Another run writes to " + folder
                        + " at this moment: wait until it has ended, or name another folder.");
            }
            return new RunFolder(folder, channel);
        } catch (IOException e) {
            throw CommandFailure.wrongUse("The folder " + folder + " cannot be written to: " + reason(e) + ".");
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // By this very process.
            return null;
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " (" + e.getMessage() + ")";
    }

    Path path() {
        return folder;
    }

    Path checkpoints() {
        return folder.resolve(KEPT).resolve("checkpoints");
    }

    Path summary() {
        return folder.resolve(SUMMARY);
    }

    /** @return whether files of labels or dead letters are there that readers see */
    boolean hasOutput() throws IOException {
        for (String kind : List.of("labels", "dead-letters")) {
            Path files = folder.resolve(kind);
            if (Files.isDirectory(files)) {
                try (Stream<Path> found = Files.walk(files)) {
                    if (found.anyMatch(file -> Files.isRegularFile(file)
                            && !file.getFileName().toString().startsWith("."))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    boolean hasSummary() {
        return Files.exists(summary());
    }

    /** Notes that the job has ended: its checkpoints are gone, and there is no summary yet. */
    void end() throws IOException {
        Files.writeString(ended(), "");
    }

    boolean hasEnded() {
        return Files.exists(ended());
    }

    private Path ended() {
        return folder.resolve(KEPT).resolve("ended");
    }

    Optional<RunDescription> description() throws IOException {
        Path file = folder.resolve(KEPT).resolve("run.json");
        return Files.exists(file) ? Optional.of(RunDescription.read(file)) : Optional.empty();
    }

    void describe(RunDescription run) throws IOException {
        run.write(folder.resolve(KEPT).resolve("run.json"));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
