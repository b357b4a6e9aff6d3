package io.frametag.hostile.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.bench.load.EventTopics;
import io.frametag.hostile.image.Payload;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.CommandFailure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends image events, each to the partition it is for; those of a partition arrive in the order of sending. One thread only. */
public final class PayloadSender implements AutoCloseable {
    private static final int LARGEST_REQUEST = 16 << 20;

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
    private final AtomicReference<Exception> refused = new AtomicReference<>();

    public PayloadSender(EventTopics topics) {
        this.topic = topics.input();
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        topics.bootstrapServers(),
                        "max.request.size",
                        LARGEST_REQUEST,
                        "batch.size",
                        256 << 10,
                        "linger.ms",
                        2),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Hands one event to Kafka's client.
     *
     * @param id of the event
     * @throws CommandFailure if the broker has refused an earlier one
     */
    public void send(int partition, String id, long sequence, Payload payload) {
        requireNoRefusal();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        String stream = "camera-" + partition;
        byte[] event = codec.encode(ImageEvent.newBuilder()
                .setEventId(id)
                .setStreamId(stream)
                .setSequence(sequence)
                .setCapturedAt(now)
                .setSentAt(now)
                .setContentType(payload.contentType())
                .setWidth(payload.width())
                .setHeight(payload.height())
                .setPayload(ByteBuffer.wrap(payload.bytes()))
                .build());
        // The callback has its outcome.
        var unused = producer.send(
                new ProducerRecord<>(topic, partition, now.toEpochMilli(), stream.getBytes(UTF_8), event),
                (metadata, failure) -> {
                    if (failure != null) {
                        refused.compareAndSet(null, failure);
                    }
                });
    }

    private void requireNoRefusal() {
        Exception failure = refused.get();
        if (failure != null) {
            throw CommandFailure.failed("A frame could not be sent: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
