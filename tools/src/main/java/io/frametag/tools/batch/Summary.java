package io.frametag.tools.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The end of a run, as a script reads it.
 *
 * @param images that were read: labelled and rejected, over all attempts of the run
 * @param rejected by reason
 * @param answeredBefore images that were passed over, since an earlier output has them
 * @param seconds of the last attempt alone, by the clock on the wall
 * @param imagesPerSecond null if an earlier attempt has done some of them
 * @param attempts how often the run was begun or gone on with
 */
record Summary(
        String runId,
        List<String> options,
        long images,
        long labelled,
        Map<String, Long> rejected,
        long answeredBefore,
        double seconds,
        Double imagesPerSecond,
        int attempts) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** @param took this attempt */
    static Summary of(RunDescription run, Standing end, Duration took, boolean restored) {
        double seconds = took.toMillis() / 1e3;
        return new Summary(
                run.runId(),
                run.options(),
                end.done(),
                end.labelled(),
                end.rejected(),
                end.answeredBefore(),
                seconds,
                restored ? null : end.done() / seconds,
                run.attempts());
    }

    String json() throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }

    /** Whole or not at all: that it is there says that the run has ended. */
    void write(Path file) throws IOException {
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), ".summary", ".json");
        Files.writeString(whole, json() + System.lineSeparator());
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
