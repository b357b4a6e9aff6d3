package io.frametag.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.bench.BenchFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events to the input topic, the streams evenly over the partitions. One thread only. */
public final class EventSender implements AutoCloseable {
    private final EventTopics topics;
    private final Events events;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<Exception> refused = new AtomicReference<>();

    private EventSender(EventTopics topics, Events events, Map<String, Object> properties) {
        this.topics = topics;
        this.events = events;
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", topics.bootstrapServers());
        all.put("max.request.size", 16 << 20);
        this.producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        // The first send does not wait for this any more.
        producer.partitionsFor(topics.input());
    }

    /** For as many as possible. */
    static EventSender inBulk(EventTopics topics, Events events) {
        return new EventSender(topics, events, Map.of("batch.size", 1 << 20, "buffer.memory", 64L << 20));
    }

    /** For each at once. */
    public static EventSender atOnce(EventTopics topics, Events events) {
        return new EventSender(topics, events, Map.of("linger.ms", 0));
    }

    /**
     * Hands one event to Kafka's client.
     *
     * @param stream a number; streams of the same number share a partition
     * @param name the stream's id
     * @throws BenchFailure if the broker has refused an earlier one
     */
    public void send(int stream, String name, long sequence) {
        requireNoRefusal();
        Instant now = Instant.now();
        // The callback has its outcome.
        var unused = producer.send(
                new ProducerRecord<>(
                        topics.input(),
                        stream % topics.partitions(),
                        now.toEpochMilli(),
                        name.getBytes(UTF_8),
                        events.event(name, sequence, now)),
                (metadata, failure) -> {
                    if (failure != null) {
                        refused.compareAndSet(null, failure);
                    }
                });
    }

    /** Waits until the broker has all of them. */
    public void awaitBroker() {
        producer.flush();
        requireNoRefusal();
    }

    private void requireNoRefusal() {
        Exception failure = refused.get();
        if (failure != null) {
            throw new BenchFailure("A frame could not be sent: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
