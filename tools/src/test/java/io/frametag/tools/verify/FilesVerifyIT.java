package io.frametag.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.TaggingJob;
import io.frametag.config.JobConfig;
import io.frametag.local.EmbeddedKafka;
import io.frametag.local.FlinkCluster;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.tools.Frametag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command over what the real job has written into files. */
@Timeout(300)
class FilesVerifyIT {
    private static final Path FRAMES = Path.of("../deploy/local/frames");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;

    @TempDir
    private Path root;

    private Path output;
    private String out;
    private String err;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(2, new Configuration());
    }

    @AfterAll
    static void stop() {
        flink.close();
        kafka.close();
    }

    private void run(String... options) throws Exception {
        output = root.resolve("out");
        List<String> args = new ArrayList<>(List.of("--run-id", "run-1", "--checkpoint-interval", "300 ms"));
        args.addAll(List.of("--output-files", output.toString()));
        args.addAll(List.of(options));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        TaggingJob.build(env, JobConfig.parse(args.toArray(String[]::new), Map.of()));
        flink.submit(env.getStreamGraph()).awaitFinished(PATIENCE);
    }

    private int verify(String... options) {
        StringWriter standardOut = new StringWriter();
        StringWriter standardErr = new StringWriter();
        int status = Frametag.commandLine()
                .setOut(new PrintWriter(standardOut))
                .setErr(new PrintWriter(standardErr))
                .execute(Stream.concat(Stream.of("verify", "--output-files", output.toString()), Stream.of(options))
                        .toArray(String[]::new));
        out = standardOut.toString();
        err = standardErr.toString();
        return status;
    }

    /** Eight frames and two records that are none. */
    private static String[] topic(String name) throws Exception {
        kafka.createTopic(name, 2, Map.of());
        SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
        byte[] cat = Files.readAllBytes(FRAMES.resolve("cat-chelsea.jpg"));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 8; i++) {
                ImageEvent event = ImageEvent.newBuilder()
                        .setEventId("e-" + i)
                        .setStreamId("camera-" + i % 2)
                        .setSequence(i)
                        .setCapturedAt(Instant.now())
                        .setSentAt(Instant.now())
                        .setContentType("image/jpeg")
                        .setPayload(ByteBuffer.wrap(cat))
                        .build();
                producer.send(new ProducerRecord<>(name, i % 2, null, codec.encode(event)))
                        .get();
            }
            producer.send(new ProducerRecord<>(name, 0, null, "text".getBytes(UTF_8)))
                    .get();
            producer.send(new ProducerRecord<>(name, 1, null, null)).get();
        }
        return new String[] {"--bootstrap-servers", kafka.bootstrapServers(), "--input-topic", name};
    }

    private static String[] plus(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    private List<Path> files(String below) throws IOException {
        try (Stream<Path> files = Files.walk(output.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "json"})
    void aTopicThatWasWrittenIntoFilesIsProvenAndALostFileIsNot(String format) throws Exception {
        String[] topic = topic("in-" + format);
        run(plus(topic, "--bounded", "--output-format", format, "--output-partition", "{stream}"));

        assertThat(verify(topic)).as(out + err).isZero();
        assertThat(out).contains("total").endsWith("Each of the 10 inputs has exactly one outcome.\n");
        assertThat(err).containsPattern("verify: read (\\d+) of \\1 files of file:/");
        assertThat(verify(plus(topic, "--run-id", "another"))).isEqualTo(1);
        assertThat(out).contains("Run another answered nothing; there are outcomes of run-1.");

        Path file = files("labels").get(0);
        Path copy = Files.copy(file, file.resolveSibling("copy-" + file.getFileName()));
        assertThat(verify(topic)).isEqualTo(1);
        assertThat(out).contains("doubled (").contains("more than one outcome");
        assertThat(verify(plus(topic, "--allow-duplicates"))).isZero();
        Files.delete(copy);
        Files.delete(file);
        assertThat(verify(plus(topic, "--json"))).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(out);
        assertThat(report.at("/verdict").asText()).isEqualTo("FAILED");
        assertThat(report.at("/labelsTopic").asText()).isEqualTo("file:" + output + "/labels");
        assertThat(report.at("/total/missing").asLong()).isPositive();
        assertThat(report.at("/total/deadLettered").asLong()).isEqualTo(2);
    }

    @Test
    void aDamagedFileFailsTheVerificationAndIsNamed() throws Exception {
        String[] topic = topic("in-damaged");
        run(plus(topic, "--bounded"));
        Path file = files("labels").get(0);
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 100));
        Files.writeString(output.resolve("labels/readme.txt"), "mine");

        assertThat(verify(topic)).isEqualTo(1);
        assertThat(out)
                .contains("file:" + file + "@0: Nothing is read from here to the end of the file: ")
                .contains("labels/readme.txt@0: It is of no format that the job writes.")
                .contains("2 output records cannot be read");
    }

    @Test
    void aFolderOfImagesIsProvenAndAFurtherOneIsMissing() throws Exception {
        Path photos = Files.createDirectories(root.resolve("photos/a"));
        for (String name : List.of("cat-chelsea.jpg", "ship-yacht.jpg", "dog-spaniel.jpg")) {
            Files.copy(FRAMES.resolve(name), photos.resolve(name));
        }
        Files.writeString(photos.resolve("broken.jpg"), "no image");
        String[] input = {"--input-files", photos.getParent().toString()};
        run(input);

        assertThat(verify(input)).as(out + err).isZero();
        assertThat(out).isEqualTo("""
                       inputs  labelled  dead-lettered  doubled  missing
                total       4         3              1        0        0

                run    inputs  labelled  dead-lettered  doubled  missing
                run-1       4         3              1        0        0

                Each of the 4 inputs has exactly one outcome.
                """);

        Path further = Files.copy(FRAMES.resolve("deer-moose.jpg"), photos.resolve("deer-moose.jpg"));
        assertThat(verify(input)).isEqualTo(1);
        assertThat(out)
                .contains("missing (1):\n  file:" + further + "@0\n")
                .endsWith("Not proven: 1 of 5 inputs has no outcome.\n");
        Files.delete(further);
        Files.delete(photos.resolve("ship-yacht.jpg"));
        assertThat(verify(input)).as("what is gone is not in question").isZero();
        assertThat(out)
                .contains("not judged: 1 outcomes of inputs of other topics, or of files that are not among these");
    }

    /** By the names that somebody else's table has. */
    @Test
    void theColumnsOfATableAreNamedAsToTheJob() throws Exception {
        Path table = root.resolve("table.parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (SELECT content AS photo, parse_filename(filename) AS title FROM read_blob('"
                    + FRAMES + "/*.jpg')) TO '" + table + "' (FORMAT parquet)");
        }
        String[] input = {"--input-files", table.toString(), "--image-column", "photo", "--id-column", "title"};
        run(input);

        assertThat(verify(input)).as(out + err).isZero();
        assertThat(out).endsWith("Each of the 14 inputs has exactly one outcome.\n");
        assertThat(verify("--input-files", table.toString(), "--image-column", "picture"))
                .as("a file without such a column is one input, and damaged")
                .isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsASentence() throws Exception {
        output = root.resolve("out");
        assertThat(verify("--input-files", FRAMES.toString())).isEqualTo(3);
        assertThat(err)
                .isEqualTo(
                        "frametag: There are no outcomes in " + output
                                + ": there is no such folder. Name the folder that"
                                + " the job has as --output-files; there is nothing in it before the job's first checkpoint.\n");
        Files.createDirectories(output.resolve("labels"));
        assertThat(verify("--input-files", root.resolve("photos").toString())).isEqualTo(2);
        assertThat(err).startsWith("frametag: --input-files: there is no file or folder ");
        assertThat(verify("--input-files", FRAMES.toString(), "--from", "0:1")).isEqualTo(2);
        assertThat(err).isEqualTo("frametag: --input-files and --from are both given: leave one of them out.\n");
        assertThat(verify("--labels-topic", "x")).isEqualTo(2);
        assertThat(err)
                .isEqualTo("frametag: --output-files and --labels-topic are both given: leave one of them out.\n");
    }

    @Test
    void anEmptyFolderProvesNothing() throws Exception {
        output = Files.createDirectories(root.resolve("out"));
        Files.createDirectories(output.resolve("labels"));
        Path photos = Files.createDirectories(root.resolve("photos"));
        assertThat(verify("--input-files", photos.toString())).isEqualTo(1);
        assertThat(out).endsWith("Nothing to verify: there is no image in " + photos + ".\n");
    }
}
