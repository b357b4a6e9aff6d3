package io.frametag.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.load.EventTopics;
import io.frametag.schema.ModelRelease;
import io.frametag.schema.ModelReleaseOutcome;
import io.frametag.schema.ModelReleaseStatus;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes releases at given times, and notes for each how long the one task took until it labelled with it. */
final class ReleaseSchedule {
    static final String RELEASES = "swap-releases";
    static final String OUTCOMES = "swap-outcomes";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(5);

    private final String bootstrapServers;
    private final List<Window> windows = new ArrayList<>();

    /**
     * A swap.
     *
     * @param from when it was published, nanoseconds since the arrivals began
     * @param until when the task labelled with it
     * @param loadMillis of that, as the task says, until the model was ready
     */
    record Window(long from, long until, long loadMillis) {
        boolean has(long nanos) {
            return from <= nanos && nanos <= until;
        }
    }

    private ReleaseSchedule(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Creates the topics. */
    static ReleaseSchedule on(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(
                            new NewTopic(RELEASES, 1, (short) 1).configs(Map.of("cleanup.policy", "compact")),
                            new NewTopic(OUTCOMES, 1, (short) 1)))
                    .all()
                    .get();
            return new ReleaseSchedule(bootstrapServers);
        } catch (ExecutionException e) {
            throw new BenchFailure(
                    "The topics of releases cannot be created: " + e.getCause().getMessage(), e);
        }
    }

    /**
     * Publishes one release after the other. Waits for each to be active.
     *
     * @param begin {@link System#nanoTime} when the arrivals began
     * @param every nanoseconds between the beginnings of two
     */
    void run(List<ModelRelease> releases, long begin, long every) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                Consumer<byte[], byte[]> consumer = EventTopics.consumer(bootstrapServers)) {
            TopicPartition outcomes = new TopicPartition(OUTCOMES, 0);
            consumer.assign(List.of(outcomes));
            consumer.seekToEnd(List.of(outcomes));
            consumer.position(outcomes);
            for (int i = 0; i < releases.size(); i++) {
                LoopUnderLoad.awaitNanos(begin + (i + 1) * every);
                long from = System.nanoTime() - begin;
                ModelRelease release = releases.get(i);
                release.setReleasedAt(Instant.now());
                long offset = producer.send(new ProducerRecord<>(
                                RELEASES,
                                "model".getBytes(UTF_8),
                                SingleObjectCodec.modelReleases().encode(release)))
                        .get()
                        .offset();
                long loadMillis = awaitActive(consumer, offset);
                windows.add(new Window(from, System.nanoTime() - begin, loadMillis));
            }
        } catch (ExecutionException | WireFormatException e) {
            throw new BenchFailure("A release cannot be published, or its outcome not read: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted between two releases.", e);
        }
    }

    private static long awaitActive(Consumer<byte[], byte[]> consumer, long offset) throws WireFormatException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long loadMillis = 0;
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                ModelReleaseOutcome outcome =
                        SingleObjectCodec.modelReleaseOutcomes().decode(record.value(), null);
                if (outcome.getReleaseOffset() != offset) {
                    continue;
                }
                if (outcome.getStatus() == ModelReleaseStatus.READY) {
                    loadMillis = outcome.getLoadMs();
                } else if (outcome.getStatus() == ModelReleaseStatus.ACTIVE) {
                    return loadMillis;
                } else {
                    throw new BenchFailure("The job does not take a release: " + outcome.getReason());
                }
            }
        }
        throw new BenchFailure("A release is not active after " + PATIENCE.toSeconds() + " s.");
    }

    /** @return of each swap, in order; to be asked when all are over */
    List<Window> windows() {
        return List.copyOf(windows);
    }

    static double millis(Window window) {
        return (window.until() - window.from()) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
