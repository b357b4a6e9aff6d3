package io.frametag.tools.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * The checkpoints that Flink has kept: {@code JOB-ID/chk-N}, whole once {@code _metadata} is in it. A run that goes on counts from
 * the checkpoint that it was restored from, so that the greatest number is the newest, whatever the job's id.
 */
final class RetainedCheckpoints {
    private static final String PREFIX = "chk-";

    private RetainedCheckpoints() {}

    static Optional<Path> newest(Path folder) throws IOException {
        return all(folder).stream()
                .filter(path -> Files.exists(path.resolve("_metadata")))
                .max(Comparator.comparingLong(RetainedCheckpoints::number));
    }

    /**
     * Deletes all others. The one that is gone on from becomes the next job's, which deletes it at its end; an older one would
     * outlive that, and be taken for the newest.
     */
    static void keepOnly(Path folder, Path checkpoint) throws IOException {
        for (Path other : all(folder)) {
            if (!other.equals(checkpoint)) {
                FileUtils.deleteDirectory(other.toFile());
            }
        }
    }

    private static List<Path> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder, 2)) {
            return found.filter(path -> path.getFileName().toString().matches(PREFIX + "[0-9]+"))
                    .toList();
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
    }
}
