package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.model.ReleasedBundles;
import io.frametag.schema.ModelRelease;
import io.frametag.schema.ModelReleaseOutcome;
import io.frametag.schema.ModelReleaseStatus;
import io.frametag.schema.SingleObjectCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The two topics of a test's model releases. */
final class Releases {
    private static final byte[] KEY = "model".getBytes(UTF_8);

    private final String bootstrapServers;
    private final String topic;
    private final String outcomes;

    Releases(EmbeddedKafka kafka, String name) throws Exception {
        this.bootstrapServers = kafka.bootstrapServers();
        this.topic = name + "-releases";
        this.outcomes = name + "-release-outcomes";
        kafka.createTopic(topic, 1, Map.of("cleanup.policy", "compact"));
        kafka.createTopic(outcomes, 1, Map.of());
    }

    /** @param others behind the options that turn releases on */
    String[] options(String... others) {
        return Stream.concat(
                        Stream.of("--model-releases", topic, "--model-release-outcomes", outcomes), Stream.of(others))
                .toArray(String[]::new);
    }

    /** @return its offset */
    long publish(Path bundle, String version) throws Exception {
        return publish(bundle.toString(), ReleasedBundles.sha256(bundle), version);
    }

    long publish(String bundle, String sha256, String version) throws Exception {
        return publish(
                SingleObjectCodec.modelReleases().encode(new ModelRelease(bundle, sha256, version, Instant.now())));
    }

    long publish(byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = Records.producer(bootstrapServers, Map.of())) {
            return producer.send(new ProducerRecord<>(topic, KEY, value)).get().offset();
        }
    }

    List<ModelReleaseOutcome> outcomes() throws Exception {
        List<ModelReleaseOutcome> all = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : Records.readRecords(bootstrapServers, outcomes)) {
            all.add(SingleObjectCodec.modelReleaseOutcomes().decode(record.value(), null));
        }
        return all;
    }

    /** Waits until so many tasks have said so of a release, and returns what they said. */
    List<ModelReleaseOutcome> await(long offset, ModelReleaseStatus status, int tasks, Duration patience)
            throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            List<ModelReleaseOutcome> said = outcomes().stream()
                    .filter(outcome -> outcome.getReleaseOffset() == offset && outcome.getStatus() == status)
                    .toList();
            if (said.size() >= tasks) {
                return said;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(said.size() + " tasks, not " + tasks + ", have said " + status + " of release "
                        + offset + " after " + patience + ": " + outcomes());
            }
        }
    }
}
