package io.frametag.tools.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/**
 * What a run was begun with: it goes on with the same, or not at all.
 *
 * @param runId in every outcome of the run, before and after it was killed
 * @param options those of the job's that were given
 * @param attempts how often it was begun or gone on with, this time among them
 * @param modelSha256 of the bundle that it was begun with; null until that is read
 * @param overItsOwnOutput whether it tags what its own output lacks, since it had files and no checkpoint
 */
record RunDescription(String runId, List<String> options, int attempts, String modelSha256, boolean overItsOwnOutput) {
    private static final ObjectMapper JSON = new ObjectMapper();

    RunDescription {
        options = List.copyOf(options);
    }

    static RunDescription begun(List<String> options) {
        return new RunDescription(UUID.randomUUID().toString(), options, 1, null, false);
    }

    /** @throws CommandFailure if the options are others than those that the run was begun with */
    RunDescription goingOnWith(List<String> now, Path folder) {
        if (!options.equals(now)) {
            throw CommandFailure.wrongUse(folder + " holds a run that has not ended, and was begun with other options: "
                    + String.join(" ", options) + ". Give the same ones to go on with it, or name another folder.");
        }
        return new RunDescription(runId, options, attempts + 1, modelSha256, overItsOwnOutput);
    }

    RunDescription withModel(String sha256) {
        return new RunDescription(runId, options, attempts, sha256, overItsOwnOutput);
    }

    RunDescription overOwnOutput() {
        return new RunDescription(runId, options, attempts, modelSha256, true);
    }

    static RunDescription read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), RunDescription.class);
        } catch (JsonProcessingException e) {
            throw CommandFailure.failed(
                    file + " is damaged, so that the run cannot go on. Name another folder for the output.", e);
        }
    }

    /** Whole or not at all, whenever the process is killed. */
    void write(Path file) throws IOException {
        Path whole = Files.createTempFile(file.getParent(), "run", ".json");
        Files.writeString(whole, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
