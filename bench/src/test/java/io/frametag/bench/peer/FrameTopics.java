package io.frametag.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of frames and one of the labels that a peer gives them, with two partitions each. */
record FrameTopics(String bootstrapServers, String input, String output) {
    static final long SEQUENCE = 7;

    private static final int PARTITIONS = 2;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    static FrameTopics create(String bootstrapServers, String name) throws Exception {
        FrameTopics topics = new FrameTopics(bootstrapServers, name + "-frames", name + "-labels");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(
                            new NewTopic(topics.input, PARTITIONS, (short) 1),
                            new NewTopic(topics.output, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        return topics;
    }

    /** @param frames JPEGs by stream */
    void send(Map<String, byte[]> frames) throws Exception {
        SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            for (Map.Entry<String, byte[]> frame : frames.entrySet()) {
                byte[] event = codec.encode(event(frame.getKey(), frame.getValue()));
                producer.send(new ProducerRecord<>(input, frame.getKey(), event))
                        .get();
            }
        }
    }

    private static ImageEvent event(String stream, byte[] jpeg) {
        Instant now = Instant.now();
        return ImageEvent.newBuilder()
                .setEventId("of-" + stream)
                .setStreamId(stream)
                .setSequence(SEQUENCE)
                .setCapturedAt(now)
                .setSentAt(now)
                .setContentType("image/jpeg")
                .setWidth(640)
                .setPayload(ByteBuffer.wrap(jpeg))
                .build();
    }

    /**
     * @return the labels by key, in the order of their arrival: those there when {@code count} have come, or when time is
     *     over
     */
    Map<String, List<PeerLabel>> labels(int count, Duration atMost) throws IOException {
        Map<String, List<PeerLabel>> labels = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(output, 0), new TopicPartition(output, 1)));
            long deadline = System.nanoTime() + atMost.toNanos();
            for (int seen = 0; seen < count && System.nanoTime() < deadline; ) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    labels.computeIfAbsent(record.key(), key -> new ArrayList<>())
                            .add(JSON.readValue(record.value(), PeerLabel.class));
                    seen++;
                }
            }
        }
        return labels;
    }
}
