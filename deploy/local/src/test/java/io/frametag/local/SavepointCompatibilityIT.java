package io.frametag.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.schema.ImageLabels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every release's savepoint is kept under {@code src/test/resources/savepoints/RELEASE-DELIVERY} and restored by every
 * later build. A new release's are recorded by
 * {@code mvn verify -pl deploy/local -am -Dit.test=SavepointCompatibilityIT -Dframetag.savepoint.release=RELEASE}.
 */
class SavepointCompatibilityIT {
    private static final Path KEPT = Path.of("src/test/resources/savepoints");
    private static final String RELEASE = "frametag.savepoint.release";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    // Its own for each savepoint: the topics' names are in the savepoint.
    private EmbeddedKafka kafka;
    private FlinkCluster flink;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(2, new Configuration());
    }

    @AfterEach
    void stop() throws Exception {
        flink.close();
        kafka.close();
    }

    static List<Arguments> savepoints() throws Exception {
        try (Stream<Path> folders = Files.list(KEPT)) {
            return folders.sorted()
                    .map(folder -> folder.getFileName().toString())
                    .map(name -> Arguments.of(name, name.substring(name.indexOf('-') + 1)))
                    .toList();
        }
    }

    /** Three frames a stream were labelled when the savepoint was taken: a job that restores it labels only the rest. */
    @ParameterizedTest
    @MethodSource("savepoints")
    void aReleasesSavepointIsRestored(String name, String delivery) throws Exception {
        JobFixture topics = new JobFixture(kafka, "fixture-" + delivery, 2, Map.of());
        topics.send(topics.streams(2, 0, 5));

        LocalJob job = flink.restore(
                topics.job("--delivery", delivery, "--checkpoint-interval", "200 ms"),
                KEPT.resolve(name).toUri().toString());
        topics.awaitLabels(4, PATIENCE);
        job.cancel();

        assertThat(topics.readLabels()).extracting(ImageLabels::getSequence).containsExactlyInAnyOrder(3L, 3L, 4L, 4L);
    }

    /** The previous release knew no deadline: the same savepoint, and what has become too old is shed. */
    @ParameterizedTest
    @MethodSource("savepoints")
    void aReleasesSavepointIsRestoredByAJobWithADeadline(String name, String delivery) throws Exception {
        JobFixture topics = new JobFixture(kafka, "fixture-" + delivery, 2, Map.of());
        topics.send(topics.streams(2, 0, 4));
        long anHourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        topics.send(topics.streams(2, 4, 1).stream()
                .map(frame -> new ProducerRecord<>(frame.topic(), null, anHourAgo, frame.key(), frame.value()))
                .toList());

        LocalJob job = flink.restore(
                topics.job("--delivery", delivery, "--checkpoint-interval", "200 ms", "--overload", "deadline=10 min"),
                KEPT.resolve(name).toUri().toString());
        topics.awaitLabels(2, PATIENCE);
        Records.await(kafka.bootstrapServers(), topics.shed, 2, PATIENCE);
        job.cancel();

        assertThat(topics.readLabels()).extracting(ImageLabels::getSequence).containsExactlyInAnyOrder(3L, 3L);
        assertThat(Records.readRecords(kafka.bootstrapServers(), topics.shed)).hasSize(2);
    }

    @Test
    @EnabledIfSystemProperty(named = RELEASE, matches = ".+")
    void aNewReleasesSavepointsAreRecorded() throws Exception {
        for (String delivery : List.of("at-least-once", "exactly-once")) {
            JobFixture topics = new JobFixture(kafka, "fixture-" + delivery, 2, Map.of());
            topics.send(topics.streams(2, 0, 3));
            LocalJob job = flink.submit(topics.job("--delivery", delivery, "--checkpoint-interval", "200 ms"));
            topics.awaitLabels(6, PATIENCE);
            Path written = Path.of(java.net.URI.create(job.stopWithSavepoint(Path.of("target"))));
            Path kept = KEPT.resolve(System.getProperty(RELEASE) + "-" + delivery);
            Files.createDirectories(kept);
            Files.copy(written.resolve("_metadata"), kept.resolve("_metadata"));
            try (Stream<Path> files = Files.list(written)) {
                assertThat(files).as("everything is in _metadata").hasSize(1);
            }
        }
    }
}
