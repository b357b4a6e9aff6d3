package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.FailingJobs;
import io.frametag.config.ConfigException;
import io.frametag.natives.NativeHandles;
import io.frametag.schema.ImageEvent;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outcomes in files, read by what is not ours. */
class FileOutputIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;

    @TempDir
    private Path root;

    private WrittenFiles files;

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

    private String[] into(String format, String... more) {
        files = new WrittenFiles(root.resolve("out"));
        List<String> options = new ArrayList<>(List.of(
                "--bounded",
                "--checkpoint-interval",
                "200 ms",
                "--output-files",
                files.folder().toString(),
                "--output-format",
                format));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "json"})
    void filesHaveTheLabelsThatTopicsHave(String format) throws Exception {
        JobFixture topics = new JobFixture(kafka, "same-" + format, 2, Map.of());
        List<Path> frames = JobFixture.frames();
        for (int i = 0; i < frames.size(); i++) {
            ImageEvent event = JobFixture.event("camera-" + i % 3, i, Files.readAllBytes(frames.get(i)));
            topics.send(List.of(topics.record(event)));
        }
        flink.submit(topics.job("--bounded")).awaitFinished(PATIENCE);
        flink.submit(topics.job(into(format, "--group-id", "another-" + format)))
                .awaitFinished(PATIENCE);

        List<LabelRow> inTopics = topics.readLabels().stream().map(LabelRow::of).toList();
        assertThat(inTopics).hasSize(frames.size());
        assertThat(files.labels(format)).containsExactlyInAnyOrderElementsOf(inTopics);
        assertThat(files.visible("."))
                .allSatisfy(
                        file -> assertThat(file.toString()).endsWith(format.equals("json") ? ".jsonl" : "." + format));
    }

    @Test
    void instantsAndListsHaveParquetsOwnTypes() throws Exception {
        JobFixture topics = new JobFixture(kafka, "types", 1, Map.of());
        topics.send(topics.streams(1, 0, 1));
        flink.submit(topics.job(into("parquet"))).awaitFinished(PATIENCE);

        assertThat(files.texts("SELECT column_name || ' ' || column_type FROM (DESCRIBE labels)"))
                .contains(
                        "captured_at TIMESTAMP WITH TIME ZONE",
                        "labelled_at TIMESTAMP WITH TIME ZONE",
                        "labels STRUCT(\"index\" INTEGER, \"name\" VARCHAR, score FLOAT)[]",
                        "input STRUCT(topic VARCHAR, \"partition\" INTEGER, \"offset\" BIGINT)");
        String path = files.visible("labels").get(0).toString();
        assertThat(files.texts("SELECT DISTINCT compression FROM parquet_metadata('" + path + "')"))
                .containsExactly("ZSTD");
        assertThat(files.texts("SELECT logical_type FROM parquet_schema('" + path + "') WHERE name = 'captured_at'"))
                .allSatisfy(
                        type -> assertThat(type).contains("isAdjustedToUTC=1").contains("MICROS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "json"})
    void deadLettersAreTheRecordsAsTheyWere(String format) throws Exception {
        JobFixture topics = new JobFixture(kafka, "letters-" + format, 1, Map.of());
        byte[] text = "no Avro".getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> poison =
                new ProducerRecord<>(topics.input, 0, 123_456L, new byte[] {0, 1}, text);
        poison.headers().add("site", "north".getBytes(UTF_8)).add("empty", null);
        topics.send(List.of(poison, new ProducerRecord<>(topics.input, null, null)));
        flink.submit(topics.job(into(format))).awaitFinished(PATIENCE);

        String poisoned = topics.input + ":0:0 NOT_AVRO decode run-1 key AAE= value "
                + Base64.getEncoder().encodeToString(text) + " site=bm9ydGg= empty=null";
        String tombstone = topics.input + ":0:1 TOMBSTONE decode run-1 key null value null";
        assertThat(letters(format)).containsExactlyInAnyOrder(poisoned, tombstone);
        assertThat(files.visible("labels")).isEmpty();
    }

    private List<String> letters(String format) throws Exception {
        List<String> letters = new ArrayList<>();
        switch (format) {
            case "parquet" ->
                files.query(
                        "SELECT concat_ws(' ', concat_ws(':', input.topic, input.partition, input.offset), reason, stage,"
                                + " run_id, 'key', coalesce(base64(key), 'null'), 'value', coalesce(base64(value), 'null'),"
                                + " nullif(array_to_string([h.name || '=' || coalesce(base64(h.value), 'null')"
                                + " for h in headers], ' '), '')) FROM dead_letters",
                        row -> letters.add(row.getString(1)));
            case "avro" -> {
                for (GenericRecord letter : files.avro("dead-letters")) {
                    GenericRecord input = (GenericRecord) letter.get("input");
                    StringBuilder text = new StringBuilder(input.get("topic") + ":" + input.get("partition") + ":"
                            + input.get("offset") + " " + letter.get("reason") + " " + letter.get("stage") + " "
                            + letter.get("run_id") + " key " + base64(letter.get("key")) + " value "
                            + base64(letter.get("value")));
                    for (Object item : (List<?>) letter.get("headers")) {
                        GenericRecord header = (GenericRecord) item;
                        text.append(" " + header.get("name") + "=" + base64(header.get("value")));
                    }
                    letters.add(text.toString());
                }
            }
            default -> {
                for (Path file : files.visible("dead-letters")) {
                    for (String line : Files.readAllLines(file)) {
                        JsonNode letter = new ObjectMapper().readTree(line);
                        StringBuilder text =
                                new StringBuilder(letter.at("/input/topic").asText() + ":"
                                        + letter.at("/input/partition") + ":" + letter.at("/input/offset") + " "
                                        + letter.at("/reason").asText() + " "
                                        + letter.at("/stage").asText() + " "
                                        + letter.at("/run_id").asText() + " key "
                                        + letter.at("/key").asText("null") + " value "
                                        + letter.at("/value").asText("null"));
                        letter.get("headers")
                                .forEach(header ->
                                        text.append(" " + header.get("name").asText() + "="
                                                + header.get("value").asText("null")));
                        letters.add(text.toString());
                    }
                }
            }
        }
        return letters;
    }

    private static String base64(Object bytes) {
        return bytes == null
                ? "null"
                : UTF_8.decode(Base64.getEncoder().encode((ByteBuffer) bytes)).toString();
    }

    @Test
    void theQueriesOfTheDocsCountLabelsAndReasons() throws Exception {
        JobFixture topics = new JobFixture(kafka, "queries", 1, Map.of());
        byte[] cat = Files.readAllBytes(JobFixture.FRAMES.resolve("cat-chelsea.jpg"));
        topics.send(List.of(
                topics.record(JobFixture.event("a", 0, cat)),
                topics.record(JobFixture.event("a", 1, cat)),
                new ProducerRecord<>(topics.input, null, null)));
        flink.submit(topics.job(into("parquet"))).awaitFinished(PATIENCE);

        List<String> answers = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../../docs/batch.md"))) {
            if (line.startsWith("SELECT ")) {
                files.query(
                        line.replace("'tags/", "'" + files.folder() + "/"),
                        row -> answers.add(row.getString(1) + " " + row.getLong(2)));
            }
        }
        assertThat(answers).containsExactly("cat 2", "TOMBSTONE 1");
    }

    @Test
    void shedFramesOfAStreamAreWritten() throws Exception {
        JobFixture topics = new JobFixture(kafka, "shed", 1, Map.of());
        files = new WrittenFiles(root.resolve("out"));
        long anHourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        topics.send(topics.streams(2, 0, 3).stream()
                .map(frame -> new ProducerRecord<>(frame.topic(), null, anHourAgo, frame.key(), frame.value()))
                .toList());
        LocalJob job = flink.submit(topics.job(
                "--checkpoint-interval",
                "200 ms",
                "--overload",
                "deadline=1 min",
                "--output-files",
                files.folder().toString(),
                "--output-format",
                "avro"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (files.avro("shed").size() < 6) {
            assertThat(System.nanoTime()).as("shed frames within %s", PATIENCE).isLessThan(deadline);
        }
        job.cancel();

        assertThat(files.avro("shed"))
                .hasSize(6)
                .extracting(record -> record.get("stream_id").toString())
                .containsOnly("camera-0", "camera-1");
        assertThat(files.visible("labels")).isEmpty();
    }

    /** Of a topic whose first half, labels and a dead letter, has an earlier output: the two outputs have each input once. */
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "json"})
    void onlyWhatAnEarlierOutputLacksIsTagged(String format) throws Exception {
        JobFixture topics = new JobFixture(kafka, "missing-" + format, 2, Map.of());
        topics.send(topics.streams(2, 0, 10));
        topics.send(List.of(new ProducerRecord<>(topics.input, null, null)));
        flink.submit(topics.job(into(format))).awaitFinished(PATIENCE);
        List<LabelRow> first = files.labels(format);
        topics.send(topics.streams(2, 10, 5));
        String earlier = files.folder().toString();
        files = new WrittenFiles(root.resolve("more"));

        LocalJob second = flink.submit(topics.job(
                "--bounded",
                "--from",
                "earliest",
                "--only-missing",
                earlier,
                "--output-files",
                files.folder().toString(),
                "--output-format",
                format));
        second.awaitFinished(PATIENCE);

        assertThat(first).hasSize(20);
        assertThat(second.counts()).containsEntry("answered-before", 21L).containsEntry("labelled", 10L);
        assertThat(Stream.concat(first.stream(), files.labels(format).stream()).map(LabelRow::input))
                .hasSize(30)
                .doesNotHaveDuplicates();
        assertThat(files.visible("dead-letters")).isEmpty();
    }

    @Test
    void anEarlierOutputThatIsNoneIsRefusedWhereTheJobIsMade() throws Exception {
        JobFixture topics = new JobFixture(kafka, "no-earlier", 1, Map.of());
        Path none = root.resolve("none");
        assertThatThrownBy(() -> topics.job(into("json", "--only-missing", none.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--only-missing is " + none + ", and there is no such folder. Name the folder that was an"
                        + " earlier run's --output-files.");
        Files.createDirectories(none.resolve("labels"));
        Files.writeString(none.resolve("labels/mine.txt"), "mine");
        assertThatThrownBy(() -> topics.job(into("json", "--only-missing", none.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mine.txt is of no format that a job writes.");
        assertThatThrownBy(() -> topics.job("--only-missing", none.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the job has no end");
    }

    /** Names that somebody might send; none may lead elsewhere, be lost, or stop the job. */
    @Test
    void hostileStreamsStayInsideTheFolder() throws Exception {
        JobFixture topics = new JobFixture(kafka, "hostile", 2, Map.of());
        List<String> streams = List.of(
                "../../etc", "/root", "", ".", "_hidden", "x".repeat(1000), "вхід/1", "a\nb=c", "C:\\x", "\u202e💥");
        byte[] cat = Files.readAllBytes(JobFixture.FRAMES.resolve("cat-chelsea.jpg"));
        for (String stream : streams) {
            topics.send(List.of(topics.record(JobFixture.event(stream, 0, cat))));
        }
        flink.submit(topics.job(into("parquet", "--output-partition", "date={date}/from={stream}/{label}")))
                .awaitFinished(PATIENCE);

        assertThat(files.texts("SELECT stream_id FROM labels")).containsExactlyInAnyOrderElementsOf(streams);
        assertThat(files.visible("labels"))
                .hasSize(streams.size())
                .allSatisfy(file -> assertThat(file.getParent().getFileName()).hasToString("cat"));
        try (Stream<Path> beside = Files.list(root)) {
            assertThat(beside).containsExactly(files.folder());
        }
        // What Hive's readers make of the folders' names.
        assertThat(files.texts("SELECT replace(\"from\", '__HIVE_DEFAULT_PARTITION__', '') FROM read_parquet('"
                        + files.folder()
                        + "/labels/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)"))
                .containsAll(
                        streams.stream().filter(stream -> stream.length() < 100).toList())
                .hasSize(streams.size());
    }

    /** Each frame once, although those behind the last checkpoint were labelled twice. */
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "json"})
    void aJobThatFailsInTheMiddleWritesEachInputOnce(String format) throws Exception {
        JobFixture topics = new JobFixture(kafka, "fails-" + format, 2, Map.of());
        topics.send(topics.streams(4, 0, 150));
        topics.send(List.of(new ProducerRecord<>(topics.input, null, null)));
        AtomicBoolean failed = new AtomicBoolean();

        flink.submit(FailingJobs.failingOnce(topics.arguments(into(format, "--input-topic", topics.input)), failed))
                .awaitFinished(PATIENCE);

        assertThat(failed).as("a task has failed").isTrue();
        assertThat(files.labels(format).stream().map(LabelRow::input))
                .hasSize(600)
                .doesNotHaveDuplicates();
        assertThat(letters(format)).hasSize(1);
        // Of several checkpoints, or nothing was committed before the failure.
        assertThat(files.visible("labels")).hasSizeGreaterThan(2);
    }

    @Test
    void aStreamStoppedWithASavepointGoesOnInAnotherParallelism() throws Exception {
        JobFixture topics = new JobFixture(kafka, "stream", 2, Map.of());
        files = new WrittenFiles(root.resolve("out"));
        String[] options = {
            "--output-files",
            files.folder().toString(),
            "--checkpoint-interval",
            "200 ms",
            "--output-partition",
            "{stream}"
        };
        topics.send(topics.streams(4, 0, 20));
        LocalJob first = flink.submit(topics.job(options));
        awaitLabels(1);
        String savepoint = first.stopWithSavepoint(root);
        int before = files.labels("parquet").size();
        topics.send(topics.streams(4, 20, 20));

        String[] alone = Stream.concat(Stream.of(options), Stream.of("--parallelism", "1"))
                .toArray(String[]::new);
        LocalJob second = flink.restore(topics.job(alone), savepoint);
        awaitLabels(160);
        second.stopWithSavepoint(root);

        assertThat(before).isLessThanOrEqualTo(80);
        assertThat(files.labels("parquet").stream().map(LabelRow::input))
                .hasSize(160)
                .doesNotHaveDuplicates();
    }

    private void awaitLabels(int count) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (files.labels("parquet").size() < count) {
            assertThat(System.nanoTime()).as("labels within %s", PATIENCE).isLessThan(deadline);
        }
    }
}
