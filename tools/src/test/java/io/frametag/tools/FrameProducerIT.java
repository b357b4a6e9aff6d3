package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.local.EmbeddedKafka;
import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.FrameOutcome.Labelled;
import io.frametag.tools.FrameOutcome.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FrameProducerIT {
    private static final int MAX_FRAME_BYTES = 4 << 20;
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123456Z");
    private static EmbeddedKafka kafka;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(FrameProducer.maxMessageBytes(MAX_FRAME_BYTES));
    }

    @AfterAll
    static void closeKafka() {
        kafka.close();
    }

    @Test
    void everyImageIsOneEventInOrderUpToTheLargestAllowed() throws Exception {
        kafka.createTopic("frames", 1, Map.of());
        byte[] largest = new byte[MAX_FRAME_BYTES];
        new Random(1).nextBytes(largest);
        Files.write(folder.resolve("a.jpg"), new byte[] {1, 2, 3});
        Files.write(folder.resolve("b.png"), largest);
        FrameFolder frames = new FrameFolder("camera-1", FrameFolder.of(folder).frames());
        try (FrameProducer producer = producer("frames")) {
            producer.send(frames);
        }

        List<ConsumerRecord<byte[], byte[]>> records = read("frames", 2);
        SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
        ImageEvent first = codec.decode(records.get(0).value(), null);
        assertThat(first)
                .isEqualTo(ImageEvent.newBuilder()
                        .setEventId("a.jpg")
                        .setStreamId("camera-1")
                        .setSequence(0)
                        .setCapturedAt(NOW)
                        .setSentAt(NOW)
                        .setContentType("image/jpeg")
                        .setPayload(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                        .build());
        ImageEvent second = codec.decode(records.get(1).value(), null);
        assertThat(second.getSequence()).isEqualTo(1);
        assertThat((ByteBuffer) second.getPayload()).isEqualTo(ByteBuffer.wrap(largest));
        assertThat(records).allSatisfy(record -> {
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("camera-1");
            assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        });
    }

    @Test
    void anImageOverTheLimitIsNamedBeforeItIsRead() throws Exception {
        Files.write(folder.resolve("large.jpg"), new byte[MAX_FRAME_BYTES + 1]);
        try (FrameProducer producer = producer("frames")) {
            assertThatThrownBy(() -> producer.send(FrameFolder.of(folder)))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("large.jpg has 4194305 bytes; an image may have 4194304 here");
        }
    }

    @Test
    void anImageThatTheTopicRefusesIsNamed() throws Exception {
        kafka.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
        Files.write(folder.resolve("refused.jpg"), new byte[2000]);
        try (FrameProducer producer = producer("small")) {
            assertThatThrownBy(() -> producer.send(FrameFolder.of(folder)))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageStartingWith("Kafka did not take refused.jpg into topic small: ");
        }
    }

    @Test
    void labelsAndDeadLettersAreReadAsOutcomes() throws Exception {
        kafka.createTopic("labels", 2, Map.of());
        kafka.createTopic("letters", 1, Map.of());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            "labels", SingleObjectCodec.imageLabels().encode(Samples.cat())))
                    .get();
            ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>("letters", new byte[] {1});
            Map.of(
                            DeadLetterHeaders.TOPIC, "image-events",
                            DeadLetterHeaders.PARTITION, "3",
                            DeadLetterHeaders.OFFSET, "17",
                            DeadLetterHeaders.REASON, "NOT_AVRO",
                            DeadLetterHeaders.EXCEPTION_MESSAGE, "The record is not Avro.")
                    .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(letter).get();
        }
        List<FrameOutcome> outcomes = new ArrayList<>();
        try (OutcomeReader reader = new OutcomeReader(kafka.bootstrapServers(), "labels", "letters")) {
            reader.read(2, Duration.ofSeconds(30), outcomes::add, () -> {});
            assertThatThrownBy(() -> reader.read(1, Duration.ofMillis(300), outcomes::add, () -> {}))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("0 of 1 frames were answered");
        }
        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        new Labelled(Samples.cat()),
                        new Rejected("image-events:3:17", "NOT_AVRO", "The record is not Avro."));
    }

    private static FrameProducer producer(String topic) {
        return new FrameProducer(kafka.bootstrapServers(), topic, MAX_FRAME_BYTES, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < count) {
                consumer.poll(Duration.ofSeconds(10)).forEach(records::add);
            }
            return records;
        }
    }
}
