package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.natives.NativeHandles;
import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole graph on a MiniCluster, between topics of a real broker. */
class TaggingJobIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(2, new Configuration());
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
        kafka.close();
    }

    @AfterEach
    void nothingNativeIsLeftOpen() {
        assertThat(NativeHandles.open()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void eachRecordEndsOnceAndEachPhotoAsWhatItShows(String delivery) throws Exception {
        JobFixture topics = new JobFixture(kafka, "all-" + delivery, 4, Map.of());
        List<Path> frames = JobFixture.frames();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            ImageEvent event = JobFixture.event("camera-" + i % 3, i, Files.readAllBytes(frames.get(i)));
            event.setEventId(frames.get(i).getFileName().toString());
            records.add(topics.record(event));
            // Poison between the frames of the same streams.
            byte[] key = event.getStreamId().getBytes(UTF_8);
            byte[] cut = Arrays.copyOf(records.get(0).value(), 3_000);
            records.add(new ProducerRecord<>(
                    topics.input, key, i % 3 == 0 ? null : i % 3 == 1 ? "text".getBytes(UTF_8) : cut));
        }
        topics.send(records);

        flink.submit(topics.job("--bounded", "--delivery", delivery, "--checkpoint-interval", "500 ms"))
                .awaitFinished(PATIENCE);

        List<ImageLabels> labels = topics.readLabels();
        assertThat(labels).hasSize(frames.size());
        for (ImageLabels label : labels) {
            assertThat(label.getEventId()).startsWith(label.getLabels().get(0).getName());
            assertThat(label.getRunId()).isEqualTo("run-1");
            assertThat(label.getModel().getName()).isEqualTo("PP-LCNet_x0_5_cifar10");
            assertThat(label.getModel().getSha256()).hasSize(64);
            assertThat(label.getLatency().getInference()).isPositive();
            assertThat(label.getLatency().getCaptureToLabel())
                    .isGreaterThanOrEqualTo(label.getLatency().getQueueWait());
            assertThat(label.getFlags()).isEmpty();
        }
        List<ConsumerRecord<byte[], byte[]>> deadLetters = topics.readDeadLetters();
        assertThat(deadLetters.stream().map(letter -> header(letter, DeadLetterHeaders.REASON)))
                .containsOnly("TOMBSTONE", "NOT_AVRO", "MALFORMED_EVENT")
                .hasSize(frames.size());

        List<String> answered = new ArrayList<>();
        labels.forEach(label -> answered.add(label.getInput().getTopic()
                + label.getInput().getPartition() + ":" + label.getInput().getOffset()));
        deadLetters.forEach(letter -> answered.add(header(letter, DeadLetterHeaders.TOPIC)
                + header(letter, DeadLetterHeaders.PARTITION) + ":" + header(letter, DeadLetterHeaders.OFFSET)));
        List<String> asked = Records.readRecords(topics.bootstrapServers, topics.input).stream()
                .map(record -> record.topic() + record.partition() + ":" + record.offset())
                .toList();
        assertThat(answered).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void aDeadLetterIsTheRecordAsItWasWithTheReasonBehindItsHeaders() throws Exception {
        JobFixture topics = new JobFixture(kafka, "letter", 1, Map.of());
        ProducerRecord<byte[], byte[]> poison =
                new ProducerRecord<>(topics.input, 0, 123_456L, new byte[] {0, 1}, new byte[] {9, 8, 7});
        poison.headers().add("site", "north".getBytes(UTF_8)).add("empty", null);
        ProducerRecord<byte[], byte[]> frame = topics.streams(1, 0, 1).get(0);
        frame.headers().add("site", "south".getBytes(UTF_8));
        topics.send(List.of(poison, frame));

        flink.submit(topics.job("--bounded")).awaitFinished(PATIENCE);

        ConsumerRecord<byte[], byte[]> letter = topics.readDeadLetters().get(0);
        assertThat(letter.key()).isEqualTo(new byte[] {0, 1});
        assertThat(letter.value()).isEqualTo(new byte[] {9, 8, 7});
        assertThat(letter.timestamp()).isEqualTo(123_456L);
        Map<String, String> headers = new HashMap<>();
        for (Header header : letter.headers()) {
            headers.put(header.key(), header.value() == null ? null : new String(header.value(), UTF_8));
        }
        assertThat(headers)
                .containsEntry("site", "north")
                .containsEntry("empty", null)
                .containsEntry("__connect.errors.topic", topics.input)
                .containsEntry("__connect.errors.partition", "0")
                .containsEntry("__connect.errors.offset", "0")
                .containsEntry("__connect.errors.stage", "decode")
                .containsEntry("__connect.errors.exception.class.name", "io.frametag.schema.WireFormatException")
                .containsEntry("frametag.reason", "NOT_AVRO")
                .containsEntry("frametag.run.id", "run-1")
                .containsKey("__connect.errors.exception.message")
                .hasSize(10);

        ConsumerRecord<byte[], byte[]> label = topics.readLabelRecords().get(0);
        assertThat(label.key()).isEqualTo("camera-0".getBytes(UTF_8));
        assertThat(label.timestamp()).isEqualTo(frame.timestamp());
        assertThat(header(label, "site")).isEqualTo("south");
    }

    @Test
    void aDeadLetterTooLargeForItsTopicIsCutAndTheStreamGoesOn() throws Exception {
        JobFixture topics = new JobFixture(kafka, "large", 1, Map.of("max.message.bytes", "100000"));
        byte[] large = new byte[5_000_000];
        topics.send(List.of(
                new ProducerRecord<>(topics.input, null, large),
                topics.streams(1, 0, 1).get(0)));

        flink.submit(topics.job("--bounded", "--delivery", "exactly-once")).awaitFinished(PATIENCE);

        ConsumerRecord<byte[], byte[]> letter = topics.readDeadLetters().get(0);
        assertThat(letter.value().length).isBetween(95_000, 100_000);
        assertThat(header(letter, DeadLetterHeaders.TRUNCATED_FROM_BYTES)).isEqualTo("5000000");
        assertThat(header(letter, DeadLetterHeaders.VALUE_SHA256)).hasSize(64);
        assertThat(topics.readLabels()).hasSize(1);
    }

    @Test
    void asManyBytesAsTheOperatorAllowsTheProducerIsWhatADeadLetterMayHave() throws Exception {
        JobFixture topics = new JobFixture(kafka, "request", 1, Map.of("max.message.bytes", "6000000"));
        topics.send(List.of(new ProducerRecord<>(topics.input, null, new byte[2_000_000])));

        flink.submit(topics.job("--bounded", "--kafka.max.request.size", "1000000"))
                .awaitFinished(PATIENCE);

        assertThat(topics.readDeadLetters().get(0).value().length).isBetween(990_000, 1_000_000);
    }

    @Test
    void aTimestampThatTheOutputTopicsRefuseIsKeptInAHeader() throws Exception {
        JobFixture topics = new JobFixture(kafka, "timestamp", 1, Map.of());
        topics.configure(topics.input, "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        long tomorrow = System.currentTimeMillis() + 86_400_000;
        ProducerRecord<byte[], byte[]> frame = topics.streams(1, 0, 1).get(0);
        topics.send(List.of(
                new ProducerRecord<>(topics.input, 0, tomorrow, frame.key(), frame.value()),
                new ProducerRecord<>(topics.input, 0, tomorrow, frame.key(), new byte[1])));

        flink.submit(topics.job("--bounded")).awaitFinished(PATIENCE);

        assertThat(header(topics.readLabelRecords().get(0), DeadLetterHeaders.ORIGINAL_TIMESTAMP))
                .isEqualTo(Long.toString(tomorrow));
        assertThat(header(topics.readDeadLetters().get(0), DeadLetterHeaders.ORIGINAL_TIMESTAMP))
                .isEqualTo(Long.toString(tomorrow));
    }

    @Test
    void aTopicThatKeepsOnlyTheLastOutcomeOfAStreamIsRefused() throws Exception {
        JobFixture topics = new JobFixture(kafka, "compact", 1, Map.of());
        topics.configure(topics.labels, "cleanup.policy", "compact");
        topics.send(topics.streams(1, 0, 1));

        LocalJob job = flink.submit(topics.job("--bounded", "--restart-attempts", "1"));

        assertThatThrownBy(() -> job.awaitFinished(PATIENCE))
                .hasStackTraceContaining(topics.labels + " has cleanup.policy=compact");
        assertThat(topics.readLabelRecords()).isEmpty();
    }

    @Test
    void anAbortedProducersFramesAreNotLabelled() throws Exception {
        JobFixture topics = new JobFixture(kafka, "aborted", 1, Map.of());
        List<ProducerRecord<byte[], byte[]>> frames = topics.streams(1, 0, 4);
        try (KafkaProducer<byte[], byte[]> producer =
                Records.producer(topics.bootstrapServers, Map.of("transactional.id", "camera"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(frames.get(0)).get();
            producer.send(frames.get(1)).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(frames.get(2)).get();
            producer.send(frames.get(3)).get();
            producer.commitTransaction();
        }

        flink.submit(topics.job("--bounded")).awaitFinished(PATIENCE);

        assertThat(topics.readLabels()).extracting(ImageLabels::getSequence).containsExactly(2L, 3L);
    }

    @Test
    void aNewJobOfTheSameGroupStartsWhereTheLastOneCommitted() throws Exception {
        JobFixture topics = new JobFixture(kafka, "group", 1, Map.of());
        topics.send(topics.streams(1, 0, 3));
        flink.submit(topics.job("--bounded")).awaitFinished(PATIENCE);
        topics.send(topics.streams(1, 3, 2));

        flink.submit(topics.job("--bounded")).awaitFinished(PATIENCE);

        assertThat(topics.readLabels()).extracting(ImageLabels::getSequence).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aRecordNamedByTheOperatorIsNotLookedAt() throws Exception {
        JobFixture topics = new JobFixture(kafka, "named", 1, Map.of());
        topics.send(topics.streams(1, 0, 3));

        flink.submit(topics.job("--bounded", "--reject-offset", topics.input + ":0:1"))
                .awaitFinished(PATIENCE);

        assertThat(topics.readLabels()).extracting(ImageLabels::getSequence).containsExactly(0L, 2L);
        assertThat(header(topics.readDeadLetters().get(0), DeadLetterHeaders.REASON))
                .isEqualTo("REJECTED_BY_OPERATOR");
    }

    @Test
    void framesOfAStreamKeepTheirOrder() throws Exception {
        JobFixture topics = new JobFixture(kafka, "order", 4, Map.of());
        topics.send(topics.streams(8, 0, 20));

        flink.submit(topics.job("--bounded")).awaitFinished(PATIENCE);

        List<Long> inOrder = LongStream.range(0, 20).boxed().toList();
        Map<String, List<Long>> sequences = topics.readLabels().stream()
                .collect(Collectors.groupingBy(
                        ImageLabels::getStreamId, Collectors.mapping(ImageLabels::getSequence, Collectors.toList())));
        assertThat(sequences)
                .hasSize(8)
                .allSatisfy((stream, seen) -> assertThat(seen).isEqualTo(inOrder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aJobStoppedWithASavepointGoesOnWhereItStopped(String delivery) throws Exception {
        JobFixture topics = new JobFixture(kafka, "savepoint-" + delivery, 2, Map.of());
        topics.send(topics.streams(4, 0, 10));
        LocalJob first = flink.submit(topics.job("--delivery", delivery, "--checkpoint-interval", "200 ms"));
        first.awaitRunning(PATIENCE);
        String savepoint = first.stopWithSavepoint(folder);
        int before = topics.readLabels().size();
        topics.send(topics.streams(4, 10, 10));

        LocalJob second =
                flink.restore(topics.job("--delivery", delivery, "--checkpoint-interval", "200 ms"), savepoint);
        topics.awaitLabels(80, PATIENCE);
        second.stopWithSavepoint(folder);

        List<ImageLabels> labels = topics.readLabels();
        assertThat(before).isLessThanOrEqualTo(40);
        assertThat(labels).hasSize(80);
        assertThat(labels.stream().map(ImageLabels::getEventId).distinct()).hasSize(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aSavepointInTheMiddleOfABacklogHoldsNoLabelBack(String delivery) throws Exception {
        JobFixture topics = new JobFixture(kafka, "backlog-" + delivery, 1, Map.of());
        topics.send(topics.streams(4, 0, 500));
        // Long enough to be in the middle of one whenever the savepoint comes.
        String[] options = {"--delivery", delivery, "--checkpoint-interval", "200 ms", "--max-hold", "1 s"};
        LocalJob first = flink.submit(topics.job(options));
        topics.awaitLabels(300, PATIENCE);
        String savepoint = first.stopWithSavepoint(folder);
        assertThat(topics.readLabels()).hasSizeLessThan(2000);

        LocalJob second = flink.restore(topics.job(options), savepoint);
        topics.awaitLabels(2000, PATIENCE);
        second.stopWithSavepoint(folder);

        assertThat(topics.readLabels())
                .extracting(ImageLabels::getEventId)
                .hasSize(2000)
                .doesNotHaveDuplicates();
    }

    @Test
    void anExactlyOnceJobLeavesNoKafkaClientBehind() throws Exception {
        JobFixture topics = new JobFixture(kafka, "clients", 1, Map.of());
        topics.send(topics.streams(1, 0, 2));

        flink.submit(topics.job("--bounded", "--delivery", "exactly-once")).awaitFinished(PATIENCE);

        // Each thread would hold the job's class loader. They end a moment after the job.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("kafka-admin-client-thread")
                    || thread.getName().startsWith("kafka-producer-network-thread")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).describedAs(thread.getName()).isFalse();
            }
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
