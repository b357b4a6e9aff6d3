package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.standalone.Await;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.outcome.WrittenSegments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class LocalSystemIT {
    private static final int MAX_IMAGE_BYTES = 4 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void topicsThatAreBoundedLoseWhatIsOld() throws Exception {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("noise.jpg"), noise);
        FrameFolder frames = FrameFolder.of(folder);
        try (LocalSystem system = LocalSystem.forImagesUpTo(MAX_IMAGE_BYTES)
                        .keepAtMost(8 << 20)
                        .start();
                FrameProducer producer = producer(system);
                Admin admin = Admin.create(system.client())) {
            for (int i = 0; i < 60; i++) {
                producer.send(frames);
            }
            TopicOffsets offsets = new TopicOffsets(new KafkaAccess(system.client(), PATIENCE), admin);
            for (String topic : List.of(TopicNames.EVENTS, TopicNames.DEAD_LETTERS)) {
                Await.until("old records of " + topic + " are gone", PATIENCE, () -> beginning(offsets, topic) >= 20);
                assertThat(beginning(offsets, topic)).isLessThan(40);
            }
        }
    }

    @Test
    void aDrainedJobHasClosedItsSegmentsAndIsNoFailure() throws Exception {
        Files.copy(Path.of("../deploy/local/frames/cat-chelsea.jpg"), folder.resolve("cat.jpg"));
        FrameFolder frames = FrameFolder.of(folder);
        try (LocalSystem system = LocalSystem.forImagesUpTo(MAX_IMAGE_BYTES)
                        .settle("--emit", "both")
                        .byDefault("--segment-min-time", "1 h")
                        .jobOptions(List.of("--segment-min-time=1 ms"))
                        .start();
                OutcomeReader reader =
                        new OutcomeReader(system.bootstrapServers(), TopicNames.LABELS, TopicNames.DEAD_LETTERS);
                FrameProducer producer = producer(system)) {
            CountDownLatch failed = new CountDownLatch(1);
            system.whenFailed(failed::countDown);
            producer.send(frames);
            producer.send(frames);
            reader.read(2, PATIENCE, outcome -> {}, system::requireAlive);
            system.drain();
            assertThat(WrittenSegments.in(TopicNames.SEGMENTS, new KafkaAccess(system.client(), PATIENCE)))
                    .singleElement()
                    .satisfies(segment -> {
                        assertThat(segment.getLabel()).isEqualTo("cat");
                        assertThat(segment.getFrames()).isEqualTo(2);
                        assertThat(segment.getState()).hasToString("CLOSED");
                    });
            system.requireAlive();
            assertThat(failed.getCount()).isEqualTo(1);
        }
    }

    @Test
    void aJobThatFailsIsToldOf() throws Exception {
        Files.copy(Path.of("../deploy/local/frames/cat-chelsea.jpg"), folder.resolve("cat.jpg"));
        try (LocalSystem system = LocalSystem.forImagesUpTo(MAX_IMAGE_BYTES)
                        .jobOptions(List.of("--kafka.max.request.size", "10"))
                        .start();
                FrameProducer producer = producer(system)) {
            CountDownLatch failed = new CountDownLatch(1);
            system.whenFailed(failed::countDown);
            producer.send(FrameFolder.of(folder));
            assertThat(failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(system::requireAlive)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageStartingWith("The job failed: ");
            assertThatThrownBy(system::drain).isInstanceOf(CommandFailure.class);
        }
    }

    @Test
    void whatIsSettledCannotBeGiven() {
        assertThatThrownBy(() -> LocalSystem.forImagesUpTo(MAX_IMAGE_BYTES)
                        .settle("--emit", "both")
                        .jobOptions(List.of("--emit=frames"))
                        .start())
                .isInstanceOf(CommandFailure.class)
                .hasMessage("The job's --emit is settled here: leave it out.");
    }

    private static FrameProducer producer(LocalSystem system) {
        return new FrameProducer(system.bootstrapServers(), TopicNames.EVENTS, MAX_IMAGE_BYTES, Clock.systemUTC());
    }

    private static long beginning(TopicOffsets offsets, String topic) {
        try {
            return offsets.beginnings(List.of(topic)).values().iterator().next();
        } catch (io.frametag.tools.kafka.TopicsException e) {
            throw new AssertionError(e);
        }
    }
}
