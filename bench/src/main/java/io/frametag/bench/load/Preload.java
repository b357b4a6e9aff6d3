package io.frametag.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.bench.BenchFailure;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the input topic before somebody reads it. */
public final class Preload {
    private Preload() {}

    /**
     * Sends so many events, evenly over the streams, and the streams evenly over the partitions.
     *
     * @throws BenchFailure if the broker refuses one
     */
    public static void fill(EventTopics topics, Events events, int streams, long count) {
        AtomicReference<Exception> refused = new AtomicReference<>();
        try (Producer<byte[], byte[]> producer = producer(topics.bootstrapServers())) {
            for (long i = 0; i < count && refused.get() == null; i++) {
                int stream = (int) (i % streams);
                String name = "camera-" + stream;
                Instant now = Instant.now();
                // The callback has its outcome.
                var unused = producer.send(
                        new ProducerRecord<>(
                                topics.input(),
                                stream % topics.partitions(),
                                now.toEpochMilli(),
                                name.getBytes(UTF_8),
                                events.event(name, i / streams, now)),
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

    static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "max.request.size", 16 << 20,
                        "batch.size", 1 << 20,
                        "buffer.memory", 64L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
