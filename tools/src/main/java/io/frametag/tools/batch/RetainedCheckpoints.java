package io.frametag.tools.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints that Flink has kept: {@code JOB-ID/chk-N}, whole once {@code _metadata} is in it. A run that goes on counts from
 * the checkpoint that it was restored from, so that the greatest number is the newest, whatever the job's id.
 */
final class RetainedCheckpoints {
    private static final String PREFIX = "chk-";

    private RetainedCheckpoints() {}

    static Optional<Path> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.walk(folder, 2)) {
            return found.filter(path -> path.getFileName().toString().matches(PREFIX + "[0-9]+"))
                    .filter(path -> Files.exists(path.resolve("_metadata")))
                    .max(Comparator.comparingLong(RetainedCheckpoints::number));
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
    }
}
