package io.frametag.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends frames when they are due, and waits for the label of each as an ordinary consumer. */
final class OpenLoop {
    private static final int STREAMS = 8;
    /** After the last frame was sent: exactly-once shows its labels when a checkpoint completes. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final EventTopics topics;
    private final Events events;
    /** Begins the names of this run's streams: labels of earlier frames may still come. */
    private final String run = UUID.randomUUID() + "/";

    /** For one {@link #run}. */
    OpenLoop(EventTopics topics, Events events) {
        this.topics = topics;
        this.events = events;
    }

    /**
     * Runs through the arrivals. A frame's latency is from the moment that it was due until its label is read, under {@code
     * read_committed}.
     *
     * @throws BenchFailure if the broker refuses a frame, or a label does not come
     */
    Latencies run(Arrivals arrivals) throws InterruptedException {
        long[] took = new long[arrivals.count()];
        CompletableFuture<Long> begin = new CompletableFuture<>();
        CompletableFuture<Void> allRead = new CompletableFuture<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(topics.partitionsOf(topics.labels()));
            consumer.seekToEnd(consumer.assignment());
            // Seeking waits for the first poll; a label must not slip through in between.
            consumer.assignment().forEach(consumer::position);
            Thread reader = new Thread(() -> read(consumer, begin, arrivals, took, allRead), "labels");
            reader.start();
            try {
                send(arrivals, begin);
                allRead.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new BenchFailure(
                        "Some labels have not come " + PATIENCE.toSeconds() + " s after the last frame.", e);
            } catch (ExecutionException e) {
                throw new BenchFailure("The labels cannot be read: " + e.getCause(), e.getCause());
            } finally {
                consumer.wakeup();
                reader.join();
            }
        }
        return new Latencies(took).requireAll();
    }

    private void send(Arrivals arrivals, CompletableFuture<Long> begin) {
        AtomicReference<Exception> refused = new AtomicReference<>();
        try (Producer<byte[], byte[]> producer = producer()) {
            producer.partitionsFor(topics.input());
            long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            begin.complete(start);
            for (int i = 0; i < arrivals.count(); i++) {
                int stream = i % STREAMS;
                String name = run + stream;
                LoopUnderLoad.awaitNanos(start + arrivals.nanos()[i]);
                Instant now = Instant.now();
                // The callback has its outcome.
                var unused = producer.send(
                        new ProducerRecord<>(
                                topics.input(),
                                stream % topics.partitions(),
                                now.toEpochMilli(),
                                name.getBytes(UTF_8),
                                events.event(name, i, now)),
                        (metadata, failure) -> {
                            if (failure != null) {
                                refused.compareAndSet(null, failure);
                            }
                        });
            }
        }
        if (refused.get() != null) {
            throw new BenchFailure("A frame could not be sent: " + refused.get().getMessage(), refused.get());
        }
    }

    private void read(
            Consumer<byte[], byte[]> consumer,
            CompletableFuture<Long> begin,
            Arrivals arrivals,
            long[] took,
            CompletableFuture<Void> allRead) {
        SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
        try {
            for (int left = took.length; left > 0; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    long now = System.nanoTime();
                    ImageLabels labels = codec.decode(record.value(), null);
                    if (!labels.getStreamId().startsWith(run)) {
                        continue;
                    }
                    int frame = (int) labels.getSequence();
                    if (took[frame] == 0) {
                        left--;
                    }
                    took[frame] = now - begin.join() - arrivals.nanos()[frame];
                }
            }
            allRead.complete(null);
        } catch (org.apache.kafka.common.errors.WakeupException stopped) {
            allRead.cancel(false);
        } catch (WireFormatException | RuntimeException e) {
            allRead.completeExceptionally(e);
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        topics.bootstrapServers(),
                        "enable.auto.commit",
                        false,
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", topics.bootstrapServers(), "linger.ms", 0, "max.request.size", 16 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
