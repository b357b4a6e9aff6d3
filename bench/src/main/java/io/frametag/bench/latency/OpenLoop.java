package io.frametag.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.load.EventSender;
import io.frametag.bench.load.EventTopics;
import io.frametag.bench.load.Events;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sends frames when they are due, and waits for the answer to each as an ordinary consumer. */
final class OpenLoop {
    private static final int STREAMS = 8;
    /** After the last frame was sent: exactly-once shows its labels when a checkpoint completes. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final EventTopics topics;
    private final Events events;
    /** Begins the names of this run's streams: labels of earlier frames may still come. */
    private final String run = UUID.randomUUID() + "/";

    private final LongConsumer begun;

    /** For one {@link #run}. */
    OpenLoop(EventTopics topics, Events events) {
        this(topics, events, nanos -> {});
    }

    /** @param begun gets the {@link System#nanoTime} that the arrivals are counted from, before the first of them */
    OpenLoop(EventTopics topics, Events events, LongConsumer begun) {
        this.topics = topics;
        this.events = events;
        this.begun = begun;
    }

    /**
     * Runs through the arrivals. A frame's latency is from the moment that it was due until its label is read, under {@code
     * read_committed}.
     *
     * @throws BenchFailure if the broker refuses a frame, or a label does not come
     */
    Latencies run(Arrivals arrivals) throws InterruptedException {
        return new Latencies(answered(arrivals, List.of(topics.labels())).took).requireAll();
    }

    /**
     * As above, for a job that need not label each frame.
     *
     * @throws BenchFailure if the broker refuses a frame, or an answer does not come
     */
    Answers answers(Arrivals arrivals) throws InterruptedException {
        Answered answered = answered(arrivals, List.of(topics.labels(), topics.shed(), topics.deadLetters()));
        long[] labelled =
                LongStream.of(answered.took).filter(nanos -> nanos > 0).toArray();
        return new Answers(arrivals.count(), new Latencies(labelled), answered.shed, answered.rejected);
    }

    /** What has been read so far; the reading thread's until it has ended. */
    private static final class Answered {
        private final long[] took;
        private int labelled;
        private int shed;
        private int rejected;

        private Answered(int frames) {
            this.took = new long[frames];
        }

        private boolean isComplete() {
            return labelled + shed + rejected >= took.length;
        }
    }

    private Answered answered(Arrivals arrivals, List<String> read) throws InterruptedException {
        Answered answered = new Answered(arrivals.count());
        CompletableFuture<Long> begin = new CompletableFuture<>();
        CompletableFuture<Void> allRead = new CompletableFuture<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(read.stream()
                    .flatMap(topic -> topics.partitionsOf(topic).stream())
                    .toList());
            consumer.seekToEnd(consumer.assignment());
            // Seeking waits for the first poll; a label must not slip through in between.
            consumer.assignment().forEach(consumer::position);
            Thread reader = new Thread(() -> read(consumer, begin, arrivals, answered, allRead), "answers");
            reader.start();
            try {
                send(arrivals, begin);
                allRead.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new BenchFailure(
                        "Some answers have not come " + PATIENCE.toSeconds() + " s after the last frame.", e);
            } catch (ExecutionException e) {
                throw new BenchFailure("The answers cannot be read: " + e.getCause(), e.getCause());
            } finally {
                consumer.wakeup();
                reader.join();
            }
        }
        return answered;
    }

    private void send(Arrivals arrivals, CompletableFuture<Long> begin) {
        try (EventSender sender = EventSender.atOnce(topics, events)) {
            long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            begin.complete(start);
            begun.accept(start);
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
            Answered answered,
            CompletableFuture<Void> allRead) {
        SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
        try {
            while (!answered.isComplete()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    long now = System.nanoTime();
                    if (!record.topic().equals(topics.labels())) {
                        countUnlabelled(record, answered);
                        continue;
                    }
                    ImageLabels labels = codec.decode(record.value(), null);
                    if (!labels.getStreamId().startsWith(run)) {
                        continue;
                    }
                    int frame = (int) labels.getSequence();
                    if (answered.took[frame] == 0) {
                        answered.labelled++;
                    }
                    answered.took[frame] = now - begin.join() - arrivals.nanos()[frame];
                }
            }
            allRead.complete(null);
        } catch (WakeupException stopped) {
            allRead.cancel(false);
        } catch (WireFormatException | RuntimeException e) {
            allRead.completeExceptionally(e);
        }
    }

    /** Either has its frame's key, which is the stream's name. */
    private void countUnlabelled(ConsumerRecord<byte[], byte[]> record, Answered answered) {
        if (!new String(record.key(), UTF_8).startsWith(run)) {
            return;
        }
        if (record.topic().equals(topics.shed())) {
            answered.shed++;
        } else {
            answered.rejected++;
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
