package io.frametag.tools.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.TaggingJob;
import io.frametag.config.JobConfig;
import io.frametag.local.EmbeddedKafka;
import io.frametag.local.FlinkCluster;
import io.frametag.local.LocalJob;
import io.frametag.model.ReleasedBundles;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
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
import picocli.CommandLine;

/** The command, the job under load, and verify's word on it. */
@Timeout(300)
class ReleaseModelIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 2;
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicLong sent = new AtomicLong();
    private String name;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(PARTITIONS, new Configuration());
    }

    @AfterAll
    static void stop() {
        flink.close();
        kafka.close();
    }

    private void topics(String test) throws Exception {
        name = test;
        kafka.createTopic(name + "-in", PARTITIONS, Map.of());
        kafka.createTopic(name + "-labels", PARTITIONS, Map.of());
        kafka.createTopic(name + "-dead", 1, Map.of());
        kafka.createTopic(name + "-releases", 1, Map.of("cleanup.policy", "compact"));
        kafka.createTopic(name + "-outcomes", 1, Map.of());
    }

    private LocalJob job(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--input-topic",
                name + "-in",
                "--labels-topic",
                name + "-labels",
                "--dead-letters-topic",
                name + "-dead",
                "--model-releases",
                name + "-releases",
                "--model-release-outcomes",
                name + "-outcomes",
                "--group-id",
                name,
                "--run-id",
                "run-1",
                "--parallelism",
                Integer.toString(PARTITIONS)));
        arguments.addAll(List.of(options));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        TaggingJob.build(env, JobConfig.parse(arguments.toArray(String[]::new), Map.of()));
        return flink.submit(env.getStreamGraph());
    }

    private int release(String bundle, String... options) {
        CommandLine command = Frametag.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        List<String> arguments = new ArrayList<>(List.of(
                "model-release",
                bundle,
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--model-releases",
                name + "-releases",
                "--model-release-outcomes",
                name + "-outcomes"));
        arguments.addAll(List.of(options));
        return command.execute(arguments.toArray(String[]::new));
    }

    /** Sends frames of several streams, on and on, until it is told to stop; no more than the job can keep up with. */
    private Thread load(AtomicBoolean on) throws Exception {
        byte[] image = Files.readAllBytes(Path.of("../deploy/local/frames/cat-chelsea.jpg"));
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Thread thread = new Thread(() -> {
            try (producer) {
                for (int i = 0; on.get(); i++) {
                    var unused =
                            producer.send(frame("camera-" + i % 5, i, image)).get();
                    sent.incrementAndGet();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    private ProducerRecord<byte[], byte[]> frame(String stream, long sequence, byte[] image) {
        ImageEvent event = ImageEvent.newBuilder()
                .setEventId(stream + "/" + sequence)
                .setStreamId(stream)
                .setSequence(sequence)
                .setCapturedAt(Instant.now())
                .setSentAt(Instant.now())
                .setContentType("image/jpeg")
                .setPayload(ByteBuffer.wrap(image))
                .build();
        return new ProducerRecord<>(
                name + "-in",
                stream.getBytes(UTF_8),
                SingleObjectCodec.imageEvents().encode(event));
    }

    private Report awaitAllAnswered() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Report report = Verification.run(
                    VerificationRequest.everything(kafka.bootstrapServers())
                            .ofTopics(name + "-in", name + "-labels", name + "-dead"),
                    ScanProgress.NONE);
            if (report.missing().count() == 0) {
                return report;
            }
            assertThat(System.nanoTime()).as(report.sentence()).isLessThan(end);
        }
    }

    private List<ImageLabels> labels() throws Exception {
        List<ImageLabels> labels = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            for (int i = 0; i < PARTITIONS; i++) {
                TopicPartition partition = new TopicPartition(name + "-labels", i);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                while (consumer.position(partition) < end) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                        labels.add(SingleObjectCodec.imageLabels().decode(record.value(), null));
                    }
                }
            }
        }
        return labels;
    }

    @Test
    void threeBundlesAreSwappedUnderLoadAndVerifyFindsNothingWrong() throws Exception {
        topics("load");
        Path cats = ReleasedBundles.renamed(folder.resolve("cats"), "cats");
        Path wide = ReleasedBundles.channels(folder.resolve("wide"), "wide", 128, 64);
        Path dogs = ReleasedBundles.renamed(folder.resolve("dogs"), "dogs");
        LocalJob job = job(
                "--delivery",
                "exactly-once",
                "--checkpoint-interval",
                "500 ms",
                "--model",
                cats.toString(),
                "--model-version",
                "of-cats");
        job.awaitRunning(PATIENCE);
        AtomicBoolean on = new AtomicBoolean(true);
        Thread load = load(on);
        try {
            for (Path bundle : List.of(wide, dogs, cats)) {
                long before = sent.get();
                assertThat(release(bundle.toString(), "--model-version", "of-" + bundle.getFileName()))
                        .as("%s%s", out, err)
                        .isEqualTo(ExitCodes.OK);
                assertThat(sent.get()).as("frames while it was swapped").isGreaterThan(before);
            }
            assertThat(release(wide.toString(), "--sha256", "00".repeat(32))).isEqualTo(ExitCodes.WRONG_USE);
            assertThat(release(folder.resolve("none").toString(), "--sha256", "00".repeat(32)))
                    .isEqualTo(ExitCodes.FOUND_WRONG);
        } finally {
            on.set(false);
            load.join();
        }
        Report report = awaitAllAnswered();
        job.cancel();

        assertThat(report.sentence())
                .isEqualTo("Each of the " + report.total().inputs() + " inputs has exactly one outcome.");
        Map<String, String> models = new HashMap<>();
        assertThat(labels()).hasSize((int) report.total().inputs()).allSatisfy(label -> {
            String model = label.getModel().getName();
            models.put(model, label.getModel().getSha256());
            assertThat(label.getModel().getVersion()).isEqualTo("of-" + model);
            assertThat(label.getLabels())
                    .allSatisfy(each -> assertThat(each.getName()).startsWith(model + "-"));
        });
        assertThat(models)
                .isEqualTo(Map.of(
                        "cats", ReleasedBundles.sha256(cats),
                        "wide", ReleasedBundles.sha256(wide),
                        "dogs", ReleasedBundles.sha256(dogs)));
        assertThat(models.values()).doesNotHaveDuplicates();
        assertThat(out.toString())
                .contains("Release 0: " + wide, "run run-1, task 1 of 2: ready, loaded in ")
                .contains("run run-1, task 2 of 2: labels with wide of-wide", "2 of 2 tasks label with it.")
                .contains("refused: Model bundle " + folder.resolve("none"), "It goes on with cats of-cats.")
                .contains("0 of 2 tasks label with it.");
        assertThat(err.toString()).contains("not the expected " + "00".repeat(32));
    }

    @Test
    void whereNoJobFollowsTheReleaseStaysInTheTopic() throws Exception {
        topics("nobody");
        Path cats = ReleasedBundles.renamed(folder.resolve("cats"), "cats");
        assertThat(release(cats.toString(), "--wait", "1")).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("No task has said anything within 1 s", "--model-releases nobody-releases");
        assertThat(release(cats.toString(), "--wait", "0")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("Release 1: ");
    }

    @Test
    void whatCannotBeReleasedIsWrongUseInOneSentence() throws Exception {
        topics("wrong");
        assertThat(release("s3://models/cats")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("s3://models/cats is no folder on this machine: give --sha256 as well");
        assertThat(release(folder.toString())).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("there is no inference.onnx");
        assertThat(release("s3://models/cats", "--sha256", "xyz")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--sha256 is 'xyz'");
        String sha256 = "00".repeat(32);
        assertThat(release("s3://me:secret@bucket/cats", "--sha256", sha256)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("Every job would refuse it: bundle has a password in its address");
        assertThat(release("https://example.com/cats", "--sha256", sha256)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("tasks load nothing by HTTP").doesNotContain("secret");
        assertThat(release("s3://models/cats", "--sha256", sha256, "--model-version", ""))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("version has 0 characters");
        assertThat(release("s3://models/cats", "--sha256", sha256, "--jobs", "0"))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--jobs must be 1 or more");
        name = "absent";
        assertThat(release("s3://models/cats", "--sha256", "00".repeat(32))).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("There is no topic absent-releases");
    }
}
