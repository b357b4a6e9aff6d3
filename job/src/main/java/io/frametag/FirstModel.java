package io.frametag;

import io.frametag.config.ConfigException;
import io.frametag.config.JobConfig;
import io.frametag.kafka.KafkaReleases;
import io.frametag.model.BadModelException;
import io.frametag.model.ModelBundle;
import io.frametag.pipeline.ModelReference;
import io.frametag.release.Release;
import java.io.IOException;
import java.util.Optional;

/**
 * What a job begins to label with.
 *
 * @param origin who named it, as the beginning of a sentence about it
 */
record FirstModel(String origin, ModelReference reference) {
    /**
     * The model of {@code --model}. A job that ends takes up no release on its way: the newest where it is submitted is its model, in
     * all of its tasks and after each restart.
     *
     * @throws ConfigException if such a job cannot be told what is newest
     */
    static FirstModel of(JobConfig config) {
        Optional<Release> release = config.ends()
                ? config.releases().flatMap(topics -> KafkaReleases.newest(config.kafka(), topics))
                : Optional.empty();
        return release.map(newest -> new FirstModel(
                        "--model-releases: the newest is " + newest
                                + ", and a job that ends keeps to it: publish one that can"
                                + " be loaded, or leave the option out. ",
                        newest.reference()))
                .orElseGet(() -> new FirstModel("--model: ", ModelReference.to(config.model())));
    }

    /** @throws ConfigException if it cannot be used */
    ModelBundle load() {
        try {
            return reference.load();
        } catch (BadModelException e) {
            throw new ConfigException(origin + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            // The latter is what Flink's Path says of a location that is none.
            throw new ConfigException(origin + reference.location() + " cannot be read: " + e.getMessage());
        }
    }
}
