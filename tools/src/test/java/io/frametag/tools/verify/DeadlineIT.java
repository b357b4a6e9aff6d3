package io.frametag.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.frametag.TaggingJob;
import io.frametag.config.JobConfig;
import io.frametag.local.EmbeddedKafka;
import io.frametag.local.FlinkCluster;
import io.frametag.local.LocalJob;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.kafka.ScanProgress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.consumer.Consumer;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real job under a deadline. Frames are an hour old or of now, and the deadline is ten minutes: however slow this machine is,
 * which are shed is known beforehand.
 */
@Timeout(300)
class DeadlineIT {
    private static final String DEADLINE = "deadline=10 min";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;
    private static byte[] image;

    @TempDir
    private Path folder;

    private String name;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(1, new Configuration());
        image = Files.readAllBytes(Path.of("../deploy/local/frames/cat-chelsea.jpg"));
    }

    @AfterAll
    static void stop() {
        flink.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void exactlyTheOldFramesAreShedAndCountByStream(String delivery) throws Exception {
        createTopics("exact-" + delivery);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            records.add(frame("camera-" + i % 3, i, i % 2 == 0));
        }
        // 12: old, without a key. 13: old, and no image. 14: fresh, and no image. 15: old, and nothing at all.
        records.add(record(null, true, frame("keyless", 12, true).value()));
        records.add(record("camera-0".getBytes(UTF_8), true, new byte[] {1}));
        records.add(record("camera-0".getBytes(UTF_8), false, new byte[] {1}));
        records.add(record("camera-0".getBytes(UTF_8), true, null));
        send(records);

        LocalJob job =
                flink.submit(job("--delivery", delivery, "--checkpoint-interval", "500 ms", "--overload", DEADLINE));
        Report report = awaitAllAnswered(16);
        job.cancel();

        assertThat(report.sentence()).isEqualTo("Each of the 16 inputs has exactly one outcome. 8 inputs were shed.");
        assertThat(report.total()).isEqualTo(new Report.Counts(16, 6, 2, 8, 0, 0));
        assertThat(report.shed().worst())
                .extracting(Report.ShedStream::stream, Report.ShedStream::shed)
                .containsExactly(tuple("camera-0", 3L), tuple("camera-1", 2L), tuple("camera-2", 2L), tuple(null, 1L));
        List<ShedFrame> shed = shedFrames();
        assertThat(shed)
                .extracting(frame -> frame.getInput().getOffset())
                .containsExactly(0L, 2L, 4L, 6L, 8L, 10L, 12L, 13L);
        assertThat(shed).allSatisfy(frame -> {
            assertThat(frame.getRunId()).isEqualTo("run-1");
            assertThat(frame.getDeadlineMs()).isEqualTo(600_000);
            assertThat(Duration.between(frame.getCapturedAt(), frame.getShedAt()))
                    .isBetween(Duration.ofHours(1), Duration.ofHours(2));
        });
        assertThat(shed.get(0).getStreamId()).isEqualTo("camera-0");
        assertThat(shed.get(6).getStreamId()).isNull();
    }

    @Test
    void aRestartInTheMiddleDoublesNoneUnderExactlyOnce() throws Exception {
        createTopics("restart");
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            records.add(frame("camera-" + i % 4, i, i % 3 != 0));
        }
        send(records);
        String[] options = {"--delivery", "exactly-once", "--checkpoint-interval", "200 ms", "--overload", DEADLINE};

        LocalJob first = flink.submit(job(options));
        first.awaitRunning(PATIENCE);
        String savepoint = first.stopWithSavepoint(folder);
        send(records);
        LocalJob second = flink.restore(job(options), savepoint);
        Report report = awaitAllAnswered(1_200);
        second.cancel();

        assertThat(report.total()).isEqualTo(new Report.Counts(1_200, 400, 0, 800, 0, 0));
        assertThat(shedFrames())
                .extracting(frame -> frame.getInput().getOffset())
                .containsExactlyElementsOf(LongStream.range(0, 1_200)
                        .filter(offset -> offset % 3 != 0)
                        .boxed()
                        .toList());
    }

    @Test
    void withoutADeadlineNothingIsShedAndNoTopicIsNeeded() throws Exception {
        name = "keep";
        kafka.createTopic(name + "-in", 1, Map.of());
        kafka.createTopic(name + "-labels", 1, Map.of());
        kafka.createTopic(name + "-dead", 1, Map.of());
        send(List.of(frame("camera-0", 0, true)));

        flink.submit(job("--bounded")).awaitFinished(PATIENCE);

        assertThat(verify().total()).isEqualTo(new Report.Counts(1, 1, 0, 0, 0, 0));
        assertThat(verify().shedTopic()).isNull();
    }

    private void createTopics(String name) throws Exception {
        this.name = name;
        for (String topic : List.of("-in", "-labels", "-dead", "-shed")) {
            kafka.createTopic(name + topic, 1, Map.of());
        }
    }

    private ProducerRecord<byte[], byte[]> frame(String stream, long sequence, boolean old) {
        ImageEvent event = ImageEvent.newBuilder()
                .setEventId(stream + "/" + sequence)
                .setStreamId(stream)
                .setSequence(sequence)
                .setCapturedAt(Instant.now())
                .setSentAt(Instant.now())
                .setContentType("image/jpeg")
                .setPayload(ByteBuffer.wrap(image))
                .build();
        return record(
                stream.getBytes(UTF_8), old, SingleObjectCodec.imageEvents().encode(event));
    }

    private ProducerRecord<byte[], byte[]> record(byte[] key, boolean old, byte[] value) {
        long now = System.currentTimeMillis();
        long timestamp = old ? now - Duration.ofHours(1).toMillis() : now;
        return new ProducerRecord<>(name + "-in", 0, timestamp, key, value);
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        }
    }

    private StreamGraph job(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--input-topic",
                name + "-in",
                "--labels-topic",
                name + "-labels",
                "--dead-letters-topic",
                name + "-dead",
                "--shed-topic",
                name + "-shed",
                "--group-id",
                name,
                "--run-id",
                "run-1",
                "--parallelism",
                "1"));
        arguments.addAll(List.of(options));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        TaggingJob.build(env, JobConfig.parse(arguments.toArray(String[]::new), Map.of()));
        return env.getStreamGraph();
    }

    private Report awaitAllAnswered(long inputs) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Report report = verify();
            if (report.total().inputs() == inputs && report.missing().count() == 0) {
                return report;
            }
            assertThat(System.nanoTime()).as(report.sentence()).isLessThan(end);
        }
    }

    private Report verify() throws Exception {
        return Verification.run(
                VerificationRequest.everything(kafka.bootstrapServers())
                        .ofTopics(name + "-in", name + "-labels", name + "-dead")
                        .withShedTopic(name + "-shed"),
                ScanProgress.NONE);
    }

    private List<ShedFrame> shedFrames() throws Exception {
        TopicPartition partition = new TopicPartition(name + "-shed", 0);
        Map<String, Object> config = new HashMap<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"));
        config.put("enable.auto.commit", false);
        List<ShedFrame> frames = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    frames.add(SingleObjectCodec.shedFrames().decode(record.value(), null));
                }
            }
        }
        return frames;
    }
}
