package io.frametag.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.TaggingJob;
import io.frametag.config.JobConfig;
import io.frametag.local.EmbeddedKafka;
import io.frametag.local.FlinkCluster;
import io.frametag.local.LocalJob;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.FrameOutcome;
import io.frametag.tools.Frametag;
import io.frametag.tools.OutcomeReader;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.verify.Report;
import io.frametag.tools.verify.Verification;
import io.frametag.tools.verify.VerificationRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters that the real job made, and what it makes of them when they come back. */
@Timeout(300)
class ReplayJobIT {
    private static final Path FRAMES = Path.of("../deploy/local/frames");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;

    @TempDir
    private Path folder;

    private String input;
    private String labels;
    private String deadLetters;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(1, new Configuration());
    }

    @AfterAll
    static void stop() {
        flink.close();
        kafka.close();
    }

    @Test
    void whatWasTooLargeIsLabelledOnceTheLimitIsRaisedAndEveryInputHasOneOutcome() throws Exception {
        createTopics("image", Map.of());
        ProducerRecord<byte[], byte[]> large = frame("cat-chelsea.jpg", 0);
        large.headers().add("site", "north".getBytes(UTF_8)).add("empty", null).add("site", "south".getBytes(UTF_8));
        send(frame("ship-yacht.jpg", 1), large, frame("automobile-beetle.jpg", 0), poison(1));

        LocalJob job = flink.submit(job("--max-image-bytes", "20kb"));
        List<FrameOutcome> first = outcomes(4);
        assertThat(first).filteredOn(FrameOutcome.Rejected.class::isInstance).hasSize(2);
        assertThat(verify().total()).isEqualTo(new Report.Counts(4, 2, 2, 0, 0, 0));
        String savepoint = job.stopWithSavepoint(folder);

        assertThat(documented("replay", "--reason", "TOO_MANY_BYTES", "--dry-run"))
                .isZero();
        assertThat(ReplayTopics.read(kafka.bootstrapServers(), input)).hasSize(4);
        assertThat(documented("replay", "--reason", "TOO_MANY_BYTES")).isZero();
        List<ConsumerRecord<byte[], byte[]>> inputs = ReplayTopics.read(kafka.bootstrapServers(), input);
        assertThat(inputs).hasSize(5);
        ConsumerRecord<byte[], byte[]> replayed = inputs.stream()
                .filter(record -> Marker.isIn(record.headers(), new TopicPartition(input, record.partition())))
                .findFirst()
                .orElseThrow();
        ConsumerRecord<byte[], byte[]> original = inputs.get(0);
        assertThat(replayed.partition()).isZero();
        assertThat(replayed.key()).isEqualTo(large.key());
        assertThat(replayed.value()).isEqualTo(large.value());
        assertThat(replayed.timestamp()).isEqualTo(large.timestamp());
        assertThat(ReplayTopics.headers(original)).containsExactly("site=north", "empty=null", "site=south");
        assertThat(ReplayTopics.headers(replayed))
                .startsWith("site=north", "empty=null", "site=south", "frametag.replayed.input=" + input + ":0:0")
                .hasSize(6);

        LocalJob restarted = flink.restore(job("--max-image-bytes", "4mb"), savepoint);
        List<FrameOutcome> last = outcomes(5);
        assertThat(last)
                .filteredOn(FrameOutcome.Labelled.class::isInstance)
                .hasSize(3)
                .anySatisfy(outcome -> {
                    ImageLabels of = ((FrameOutcome.Labelled) outcome).labels();
                    assertThat(of.getInput().getOffset()).isEqualTo(replayed.offset());
                    assertThat(of.getLabels().get(0).getName()).isEqualTo("cat");
                });
        Report report = verify();
        assertThat(report.verdict()).as(report.sentence()).isEqualTo(Report.Verdict.PROVEN);
        assertThat(report.total()).isEqualTo(new Report.Counts(5, 3, 2, 0, 0, 0));
        assertThat(report.replays()).isEqualTo(new Report.Counts(1, 1, 0, 0, 0, 0));
        assertThat(documented("verify")).isZero();

        // The poison comes back, and is rejected again: it has its outcome, and is not sent a third time.
        assertThat(replay()).isZero();
        outcomes(6);
        assertThat(verify().replays()).isEqualTo(new Report.Counts(2, 1, 1, 0, 0, 0));
        assertThat(verify().verdict()).isEqualTo(Report.Verdict.PROVEN);
        assertThat(replay()).isZero();
        assertThat(ReplayTopics.read(kafka.bootstrapServers(), input)).hasSize(6);
        restarted.cancel();
    }

    @Test
    void aDeadLetterThatTheJobCutIsReplayedWhole() throws Exception {
        createTopics("cut", Map.of("max.message.bytes", "16384"));
        ProducerRecord<byte[], byte[]> large = frame("cat-chelsea.jpg", 0);
        large.headers().add("long", new byte[20_000]);
        send(large);
        LocalJob job = flink.submit(job("--max-image-bytes", "20kb"));
        outcomes(1);
        ConsumerRecord<byte[], byte[]> letter =
                ReplayTopics.read(kafka.bootstrapServers(), deadLetters).get(0);
        assertThat(letter.value()).hasSizeLessThan(large.value().length);
        job.cancel();

        assertThat(replay()).isZero();
        ConsumerRecord<byte[], byte[]> replayed =
                ReplayTopics.read(kafka.bootstrapServers(), input).get(1);
        assertThat(replayed.key()).isEqualTo(large.key());
        assertThat(replayed.value()).isEqualTo(large.value());
        assertThat(replayed.timestamp()).isEqualTo(large.timestamp());
        assertThat(replayed.headers().lastHeader("long").value()).isEqualTo(new byte[20_000]);
        assertThat(replayed.headers().toArray()).hasSize(4);
    }

    private void createTopics(String name, Map<String, String> lettersConfig) throws Exception {
        input = name + "-events";
        labels = name + "-labels";
        deadLetters = name + "-dead-letters";
        kafka.createTopic(input, 2, Map.of());
        kafka.createTopic(labels, 1, Map.of());
        kafka.createTopic(deadLetters, 1, lettersConfig);
    }

    private ProducerRecord<byte[], byte[]> frame(String file, int partition) throws Exception {
        Instant captured = Instant.parse("2026-11-24T10:00:00Z");
        ImageEvent event = ImageEvent.newBuilder()
                .setEventId(file)
                .setStreamId("camera")
                .setSequence(1)
                .setCapturedAt(captured)
                .setSentAt(captured)
                .setContentType("image/jpeg")
                .setPayload(ByteBuffer.wrap(Files.readAllBytes(FRAMES.resolve(file))))
                .build();
        return new ProducerRecord<>(
                input,
                partition,
                captured.toEpochMilli(),
                "camera".getBytes(UTF_8),
                SingleObjectCodec.imageEvents().encode(event));
    }

    private ProducerRecord<byte[], byte[]> poison(int partition) {
        return new ProducerRecord<>(input, partition, null, "poison".getBytes(UTF_8));
    }

    @SafeVarargs
    private static void send(ProducerRecord<byte[], byte[]>... records) throws Exception {
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
                input,
                "--labels-topic",
                labels,
                "--dead-letters-topic",
                deadLetters,
                "--group-id",
                input,
                "--run-id",
                "run-1",
                "--parallelism",
                "1"));
        arguments.addAll(List.of(options));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        TaggingJob.build(env, JobConfig.parse(arguments.toArray(String[]::new), Map.of()));
        return env.getStreamGraph();
    }

    /** Waits until there are so many, and reads them from the first. */
    private List<FrameOutcome> outcomes(int count) {
        List<FrameOutcome> outcomes = new ArrayList<>();
        try (OutcomeReader reader = new OutcomeReader(kafka.bootstrapServers(), labels, deadLetters)) {
            reader.read(count, PATIENCE, outcomes::add, () -> {});
        }
        return outcomes;
    }

    private Report verify() throws Exception {
        return Verification.run(
                VerificationRequest.everything(kafka.bootstrapServers()).ofTopics(input, labels, deadLetters),
                ScanProgress.NONE);
    }

    private int replay() {
        return run(new StringWriter(), "replay", "--dead-letters-topic", deadLetters, "--input-topic", input);
    }

    /** What it prints is on the page, as it stands. */
    private static int documented(String... command) throws Exception {
        StringWriter out = new StringWriter();
        int status = run(out, command);
        assertThat(Files.readString(Path.of("../docs/replay.md"))).contains(out.toString());
        return status;
    }

    private static int run(StringWriter out, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
        StringWriter err = new StringWriter();
        int status = Frametag.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(err.toString()).doesNotContain("frametag:");
        return status;
    }
}
