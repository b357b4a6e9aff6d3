package io.frametag.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Eight streams of frames with poison among them, at a steady rate, from a thread of its own. */
final class Load implements AutoCloseable {
    static final int STREAMS = 8;
    static final int RECORDS_A_SECOND = 60;
    /** Odd and no divisor of anything, so that each stream gets its share. */
    private static final int POISON_EVERY = 11;

    private final SampleFrames frames;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Exception> refused = new AtomicReference<>();
    private final long[] sequences = new long[STREAMS];
    private ScheduledFuture<?> sending;
    private long sent;

    Load(String bootstrapServers, SampleFrames frames) {
        this.frames = frames;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        0,
                        // The broker is killed for longer than Kafka's client is patient by itself.
                        "delivery.timeout.ms",
                        600_000,
                        "max.block.ms",
                        600_000,
                        "reconnect.backoff.max.ms",
                        200,
                        "buffer.memory",
                        64L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void start() {
        sending = timer.scheduleAtFixedRate(this::send, 0, 1_000_000 / RECORDS_A_SECOND, TimeUnit.MICROSECONDS);
    }

    /** @return how many inputs the topic holds at least */
    long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Ends the load, and waits until each record is in the topic.
     *
     * @return how many inputs there are
     * @throws FaultFailure if the broker refused one
     */
    long stop() throws InterruptedException {
        if (sending.isDone()) {
            // It goes on until it is told to stop, or throws.
            throw new FaultFailure("The load has stopped by itself: " + sending);
        }
        timer.shutdown();
        if (!timer.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new FaultFailure("The broker takes no frames any more.");
        }
        producer.flush();
        if (refused.get() != null) {
            throw new FaultFailure("A frame could not be sent: " + refused.get().getMessage(), refused.get());
        }
        return acknowledged.get();
    }

    private void send() {
        int stream = (int) (sent % STREAMS);
        String name = "camera-" + stream;
        byte[] value = sent % POISON_EVERY == POISON_EVERY - 1
                ? frames.poison(sent / POISON_EVERY)
                : frames.frame(name, sequences[stream]++);
        sent++;
        // The callback has its outcome.
        var unused = producer.send(
                new ProducerRecord<>(Topics.INPUT, stream % Topics.PARTITIONS, name.getBytes(UTF_8), value),
                (metadata, failure) -> {
                    if (failure == null) {
                        acknowledged.incrementAndGet();
                    } else {
                        refused.compareAndSet(null, failure);
                    }
                });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close(java.time.Duration.ZERO);
    }
}
