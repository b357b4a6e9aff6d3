package io.frametag.bench.latency;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.load.EventSender;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

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
        try (EventSender sender = EventSender.atOnce(topics, events)) {
            long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            begin.complete(start);
            for (int i = 0; i < arrivals.count(); i++) {
                int stream = i % STREAMS;
                LoopUnderLoad.awaitNanos(start + arrivals.nanos()[i]);
                sender.send(stream, run + stream, i);
            }
            sender.awaitBroker();
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
        } catch (WakeupException stopped) {
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
}
