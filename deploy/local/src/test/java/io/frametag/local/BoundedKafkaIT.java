package io.frametag.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.TaggingJob;
import io.frametag.config.ConfigException;
import io.frametag.natives.NativeHandles;
import io.frametag.schema.ImageLabels;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs over a part of what topics hold: what they read, that they end, and where they leave their group. */
@Timeout(240)
class BoundedKafkaIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static EmbeddedKafka kafka;
    private static FlinkCluster flink;
    private static JobFixture wrong;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(8 << 20);
        flink = FlinkCluster.start(2, new Configuration());
        wrong = new JobFixture(kafka, "wrong", 2, Map.of());
        wrong.send(frames(wrong, wrong.input, 0, 6));
        wrong.send(frames(wrong, wrong.input, 1, 4));
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

    // ---- What is read

    /** Partition 0 has six frames, partition 1 has four; their timestamps are their offsets, in milliseconds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "earliest                      | latest                        | 0 1 2 3 4 5 | 0 1 2 3",
                "committed                     | latest                        | 0 1 2 3 4 5 | 0 1 2 3",
                "1970-01-01T00:00:00.002Z      | latest                        | 2 3 4 5     | 2 3",
                "earliest                      | 1970-01-01T00:00:00.004Z      | 0 1 2 3     | 0 1 2 3",
                "1970-01-01T00:00:00.0031Z     | 1970-01-01T00:00:00.005Z      | 4           |",
                "1970-01-01T01:00:00+01:00     | 1969-12-31T23:00:00.001-01:00 | 0           | 0",
                "0:2                           | 0:4                           | 2 3         | 0 1 2 3",
                "0:2;1:1                       | 0:4;1:1                       | 2 3         |",
                "latest;0:5                    | latest                        | 5           |",
                "1970-01-01T00:00:00.003Z;1:0  | 1970-01-01T00:00:00.004Z;1:1  | 3           | 0",
                "0:6                           | 1:0                           |             |",
            })
    void aRangeIsReadAndNothingElse(String from, String until, String first, String second) throws Exception {
        JobFixture topics =
                new JobFixture(kafka, "range-" + Integer.toHexString((from + until).hashCode()), 2, Map.of());
        topics.send(frames(topics, topics.input, 0, 6));
        topics.send(frames(topics, topics.input, 1, 4));

        flink.submit(topics.job("--from", from, "--until", until, "--checkpoint-interval", "1 s"))
                .awaitFinished(PATIENCE);

        assertThat(labelled(topics)).isEqualTo(offsets(topics.input, first, second));
    }

    @Test
    void whereTimestampsAreOutOfOrderARangeBeginsAndEndsAtTheFirstThatIsNotEarlier() throws Exception {
        JobFixture topics = new JobFixture(kafka, "disorder", 1, Map.of());
        long[] timestamps = {0, 5, 1, 6, 2};
        List<ProducerRecord<byte[], byte[]>> frames = frames(topics, topics.input, 0, 5);
        List<ProducerRecord<byte[], byte[]>> disordered = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> frame : frames) {
            disordered.add(
                    new ProducerRecord<>(topics.input, 0, timestamps[disordered.size()], frame.key(), frame.value()));
        }
        topics.send(disordered);

        flink.submit(topics.job("--from", "1970-01-01T00:00:00.002Z", "--until", "1970-01-01T00:00:00.006Z"))
                .awaitFinished(PATIENCE);

        assertThat(labelled(topics)).isEqualTo(offsets(topics.input, "1 2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pattern", "names"})
    void allInputTopicsAreReadToTheirEnds(String by) throws Exception {
        JobFixture topics = new JobFixture(kafka, "several-" + by, 2, Map.of());
        String other = topics.input + "-other";
        kafka.createTopic(other, 3, Map.of("max.message.bytes", "6000000"));
        topics.send(frames(topics, topics.input, 1, 3));
        topics.send(frames(topics, other, 0, 2));
        topics.send(frames(topics, other, 2, 1));
        String[] input = by.equals("pattern")
                ? new String[] {"--input-topic-pattern", "several-.*-events(-other)?"}
                : new String[] {"--input-topic", other + ";" + topics.input};

        flink.submit(topics.jobOf(with(input, "--until", "latest"))).awaitFinished(PATIENCE);
        flink.submit(topics.jobOf(with(input, "--from", other + ":0:1", "--until", topics.input + ":1:1")))
                .awaitFinished(PATIENCE);

        Map<String, List<Long>> expected = offsets(topics.input, "", "0 0 1 2");
        expected.putAll(offsets(other, "0 1 1", "", "0 0"));
        assertThat(labelled(topics)).isEqualTo(expected);
    }

    @Test
    void aJobWithoutAnEndReadsWhatMatchesAPatternFromWhereItIsTold() throws Exception {
        JobFixture topics = new JobFixture(kafka, "endless", 1, Map.of());
        topics.send(frames(topics, topics.input, 0, 4));

        LocalJob job =
                flink.submit(topics.jobOf("--input-topic-pattern", "endless-ev.*", "--from", topics.input + ":0:2"));
        topics.awaitLabels(2, PATIENCE);
        topics.send(frames(topics, topics.input, 0, 1));
        topics.awaitLabels(3, PATIENCE);
        job.cancel();

        assertThat(labelled(topics)).isEqualTo(offsets(topics.input, "2 3 4"));
    }

    // ---- That it ends

    /** Partition 0: committed at 0 and 1, marker 2, aborted 3 and 4, marker 5. Partition 1: nothing but aborted, marker 2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latest  | 0 1 | 6 | 3",
                "0:5     | 0 1 | 5 | 3",
                "0:4;1:1 | 0 1 | 4 | 1",
                "0:3;1:2 | 0 1 | 3 | 2",
                "0:2;1:0 | 0 1 | 2 | 0",
                "0:1     | 0   | 1 | 3",
            })
    void markersAndAbortedRecordsHoldNothingUp(String until, String read, long first, long second) throws Exception {
        JobFixture topics = new JobFixture(kafka, "markers-" + Integer.toHexString(until.hashCode()), 2, Map.of());
        List<ProducerRecord<byte[], byte[]>> frames = frames(topics, topics.input, 0, 4);
        List<ProducerRecord<byte[], byte[]>> aborted = new ArrayList<>(frames.subList(2, 4));
        aborted.addAll(frames(topics, topics.input, 1, 2));
        try (KafkaProducer<byte[], byte[]> producer =
                Records.producer(topics.bootstrapServers, Map.of("transactional.id", topics.input))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> frame : frames.subList(0, 2)) {
                producer.send(frame).get();
            }
            producer.commitTransaction();
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> frame : aborted) {
                producer.send(frame).get();
            }
            producer.abortTransaction();
        }

        flink.submit(topics.job("--until", until)).awaitFinished(PATIENCE);

        assertThat(labelled(topics)).isEqualTo(offsets(topics.input, read));
        assertThat(committed(topics)).isEqualTo(ends(topics.input, first, second));
    }

    @Test
    void aTransactionThatIsOpenIsNotWaitedFor() throws Exception {
        JobFixture topics = new JobFixture(kafka, "open", 1, Map.of());
        List<ProducerRecord<byte[], byte[]>> frames = frames(topics, topics.input, 0, 3);
        topics.send(frames.subList(0, 1));
        try (KafkaProducer<byte[], byte[]> producer =
                Records.producer(topics.bootstrapServers, Map.of("transactional.id", "open"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(frames.get(1)).get();
            topics.send(frames.subList(2, 3));

            flink.submit(topics.job("--until", "latest")).awaitFinished(PATIENCE);
            assertThat(labelled(topics)).isEqualTo(offsets(topics.input, "0"));
            assertThat(committed(topics)).isEqualTo(ends(topics.input, 1));
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(
                            () -> TaggingJob.main(topics.arguments("--input-topic", topics.input, "--until", "0:3")))
                    .withMessage(
                            "--until names 0:3, and open-events-0 holds committed records from offset 0 to before 1:"
                                    + " give one of these, or 1 for the end.");

            producer.commitTransaction();
        }
        flink.submit(topics.job("--until", "latest")).awaitFinished(PATIENCE);

        assertThat(labelled(topics)).isEqualTo(offsets(topics.input, "0 1 2"));
        assertThat(committed(topics)).isEqualTo(ends(topics.input, 4));
    }

    /** Of six frames of one stream that compaction has gone over, the last one is left, and a few at the end. */
    @Test
    void recordsThatCompactionOrDeletionTookHoldNothingUp() throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(
                folder.resolve("compacting"), LoopbackPorts.free(), 8 << 20, Map.of("log.cleaner.backoff.ms", "100"))) {
            JobFixture topics = new JobFixture(broker, "gaps", 1, Map.of());
            topics.configure(topics.input, "cleanup.policy", "compact");
            topics.configure(topics.input, "min.cleanable.dirty.ratio", "0.01");
            topics.configure(topics.input, "segment.ms", "100");
            topics.send(topics.streams(1, 0, 6));
            // What is written last is never compacted, nor is its segment.
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            long sent = 6;
            while (Records.readRecords(topics.bootstrapServers, topics.input).stream()
                    .anyMatch(record -> record.offset() > 0 && record.offset() < 5)) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                topics.send(topics.streams(1, (int) sent++, 1));
            }
            List<Long> left = Records.readRecords(topics.bootstrapServers, topics.input).stream()
                    .map(record -> record.offset())
                    .toList();

            flink.submit(topics.job("--from", "0:1", "--until", "0:4")).awaitFinished(PATIENCE);
            assertThat(topics.readLabels()).isEmpty();
            assertThat(committed(topics)).isEqualTo(ends(topics.input, 4));
            flink.submit(topics.job("--from", "committed", "--until", "latest")).awaitFinished(PATIENCE);
            assertThat(labelled(topics).get(topics.input + "-0"))
                    .isEqualTo(left.stream().filter(offset -> offset > 3).toList());
            assertThat(committed(topics)).isEqualTo(ends(topics.input, sent));
        }
    }

    @Test
    void whatRetentionTookIsNotRead() throws Exception {
        JobFixture topics = new JobFixture(kafka, "deleted", 1, Map.of());
        topics.send(frames(topics, topics.input, 0, 6));
        TopicPartition partition = new TopicPartition(topics.input, 0);
        try (Admin admin = admin(topics)) {
            admin.alterConsumerGroupOffsets(topics.input, Map.of(partition, new OffsetAndMetadata(1)))
                    .all()
                    .get();
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();
        }

        flink.submit(topics.job("--from", "committed", "--until", "0:5")).awaitFinished(PATIENCE);
        assertThat(labelled(topics)).isEqualTo(offsets(topics.input, "4"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> TaggingJob.main(
                        topics.arguments("--input-topic", topics.input, "--from", "0:2", "--until", "0:5")))
                .withMessage("--from names 0:2, and deleted-events-0 holds committed records from offset 4 to before 6:"
                        + " give one of these, or 6 for the end.");
    }

    // ---- Restores

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aBoundedJobThatIsRestoredInTheMiddleEndsWhereItWasToEnd(String delivery) throws Exception {
        JobFixture topics = new JobFixture(kafka, "middle-" + delivery, 2, Map.of());
        topics.send(topics.streams(4, 0, 250));
        long first = Records.readRecords(topics.bootstrapServers, topics.input).stream()
                .filter(record -> record.partition() == 0)
                .count();
        String[] input = {"--input-topic-pattern", topics.input + "(-late)?", "--delivery", delivery};
        LocalJob interrupted =
                flink.submit(topics.jobOf(with(input, "--until", "latest", "--checkpoint-interval", "200 ms")));
        topics.awaitLabels(100, PATIENCE);
        String savepoint = interrupted.stopWithSavepoint(folder);
        assertThat(topics.readLabels()).hasSizeLessThan(1000);
        // None of these is part of the range.
        topics.send(topics.streams(4, 250, 10));
        kafka.createTopic(topics.input + "-late", 1, Map.of());
        topics.send(frames(topics, topics.input + "-late", 0, 1));

        try (CapturedLog log =
                new CapturedLog("io.frametag.kafka.history.RangedSource", org.apache.logging.log4j.Level.INFO)) {
            flink.restore(topics.jobOf(with(input, "--from", "earliest", "--until", topics.input + ":0:1")), savepoint)
                    .awaitFinished(PATIENCE);
            assertThat(log.messages())
                    .contains("Restored: what is read is what the state says, and not from earliest until "
                            + topics.input + ":0:1");
        }

        assertThat(topics.readLabels())
                .extracting(ImageLabels::getEventId)
                .hasSize(1000)
                .doesNotHaveDuplicates();
        assertThat(committed(topics)).isEqualTo(ends(topics.input, first, 1000 - first));
    }

    @Test
    void aStateWithAnEndIsOfNoUseToAJobWithoutOneNorTheOtherWayAbout() throws Exception {
        JobFixture topics = new JobFixture(kafka, "state", 1, Map.of());
        topics.send(topics.streams(4, 0, 250));
        LocalJob bounded = flink.submit(topics.job("--until", "latest", "--checkpoint-interval", "200 ms"));
        topics.awaitLabels(100, PATIENCE);
        String withEnd = bounded.stopWithSavepoint(folder);
        LocalJob endless = flink.submit(topics.job());
        endless.awaitRunning(PATIENCE);
        String withoutEnd = endless.stopWithSavepoint(folder);

        StreamGraph goesOn = topics.job();
        // Its counts are of no use to it either, and Flink asks to be told so.
        goesOn.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(withEnd, true));
        assertThatThrownBy(() -> flink.submit(goesOn).awaitFinished(PATIENCE))
                .hasStackTraceContaining("The state is that of a bounded job: state-events-0 ends at offset 1000, and"
                        + " nothing behind it would ever be read.");
        assertThatThrownBy(
                        () -> flink.restore(topics.job("--bounded"), withoutEnd).awaitFinished(PATIENCE))
                .hasStackTraceContaining(
                        "The state is that of a job without an end: state-events-0 would be read for ever.");
    }

    // ---- Where the group is left

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void theGroupStandsAtTheEndOfWhatWasRead(String delivery) throws Exception {
        JobFixture topics = new JobFixture(kafka, "commit-" + delivery, 3, Map.of());
        topics.send(frames(topics, topics.input, 0, 5));
        topics.send(frames(topics, topics.input, 2, 1));

        flink.submit(topics.job("--bounded", "--delivery", delivery)).awaitFinished(PATIENCE);

        assertThat(committed(topics)).isEqualTo(ends(topics.input, 5, 0, 1));
    }

    @Test
    void theGroupIsMovedForwardOnly() throws Exception {
        JobFixture topics = new JobFixture(kafka, "forward", 2, Map.of());
        topics.send(frames(topics, topics.input, 0, 6));
        topics.send(frames(topics, topics.input, 1, 6));
        commit(topics, 5, 1);

        flink.submit(topics.job("--from", "earliest", "--until", "0:3;1:3")).awaitFinished(PATIENCE);
        assertThat(labelled(topics)).isEqualTo(offsets(topics.input, "0 1 2", "0 1 2"));
        assertThat(committed(topics)).isEqualTo(ends(topics.input, 5, 3));

        // There is nothing left of such a range for this group.
        flink.submit(topics.job("--until", "0:3;1:3")).awaitFinished(PATIENCE);
        assertThat(topics.readLabels()).hasSize(6);
        assertThat(committed(topics)).isEqualTo(ends(topics.input, 5, 3));
    }

    @Test
    void offsetsThatTheTopicNeverHadAreNoneOfItsOwn() throws Exception {
        JobFixture topics = new JobFixture(kafka, "recreated", 1, Map.of());
        topics.send(frames(topics, topics.input, 0, 2));
        commit(topics, 1000);

        flink.submit(topics.job("--until", "latest")).awaitFinished(PATIENCE);

        assertThat(labelled(topics)).isEqualTo(offsets(topics.input, "0 1"));
        assertThat(committed(topics)).isEqualTo(ends(topics.input, 2));
    }

    // ---- What is said of it

    /** As {@code flink run} runs it: the main class, which waits. */
    @Test
    void aRunThatHasEndedIsReported() throws Exception {
        JobFixture topics = new JobFixture(kafka, "report", 2, Map.of());
        topics.send(frames(topics, topics.input, 0, 6));
        topics.send(List.of(
                new ProducerRecord<>(topics.input, 1, null, null),
                new ProducerRecord<>(topics.input, 1, null, new byte[1]),
                new ProducerRecord<>(topics.input, 1, null, new byte[1])));
        Path file = folder.resolve("report.json");
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            TaggingJob.main(topics.arguments(
                    "--input-topic", topics.input, "--from", "0:1", "--until", "latest", "--report", file.toString()));
        } finally {
            System.setOut(stdout);
        }

        assertThat(printed.toString(UTF_8).strip())
                .matches("Run run-1 of report-events: 8 frames in \\d+\\.\\d\\d s: [\\d.]+ frames/s \\(5 labelled, 3"
                        + " rejected: 2 NOT_AVRO, 1 TOMBSTONE\\)");
        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(report.path("runId").asText()).isEqualTo("run-1");
        assertThat(report.path("read").asLong()).isEqualTo(8);
        assertThat(report.path("labelled").asLong()).isEqualTo(5);
        assertThat(report.path("rejected").asLong()).isEqualTo(3);
        assertThat(report.path("reasons").toString()).isEqualTo("{\"NOT_AVRO\":2,\"TOMBSTONE\":1}");
        assertThat(report.path("framesPerSecond").asDouble())
                .isCloseTo(8 / report.path("seconds").asDouble(), within(1e-9));
        assertThat(committed(topics)).isEqualTo(ends(topics.input, 6, 3));
    }

    @Test
    void aReportThatWillHaveNoPlaceIsToldBeforeTheRun() throws Exception {
        JobFixture topics = new JobFixture(kafka, "no-report", 1, Map.of());
        for (Map.Entry<String, String> wrong : Map.of(
                        folder.toString(),
                        ", which is a folder: name a file.",
                        folder + "/no/such",
                        ", and there is no such folder: create it.",
                        "no-such-scheme:/x",
                        ", which cannot be written: ")
                .entrySet()) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> TaggingJob.main(
                            topics.arguments("--input-topic", topics.input, "--bounded", "--report", wrong.getKey())))
                    .withMessageStartingWith("--report is " + wrong.getKey() + wrong.getValue());
        }
    }

    // ---- What cannot be read

    /** Partition 0 has six frames, partition 1 has four. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--input-topic wrong-events --until 0:7      | --until names 0:7, and wrong-events-0 holds committed records from offset 0 to before 6: give one of these, or 6 for the end.",
                "--input-topic wrong-events --from 7:0       | --from names 7:0, and the input has no such partition: it has [wrong-events-0, wrong-events-1].",
                "--input-topic wrong-events --from latest --until 0:6;1:2 | The range of wrong-events-1 would end, at offset 2, before it begins, at offset 4: give a --from that is not behind --until.",
                "--input-topic no-such --bounded             | There is no topic no-such at SERVERS: check the name, or create the topic.",
                "--input-topic-pattern no-such.* --bounded   | --input-topic-pattern is 'no-such.*', and no topic at SERVERS matches it, or may be read: a name has to match as a whole.",
            })
    void whatIsNotThereIsToldAtOnceAndByTheJobManagerAsWell(String options, String sentence) throws Exception {
        JobFixture topics = wrong;
        String said = sentence.replace("SERVERS", topics.bootstrapServers);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> TaggingJob.main(topics.arguments(options.split(" "))))
                .withMessage(said);

        // Without a word before: the job fails for good, and is not started twenty times.
        LocalJob job = flink.submit(topics.jobOf(options.split(" ")));
        assertThatThrownBy(() -> job.awaitFinished(Duration.ofSeconds(30))).hasStackTraceContaining(said);
    }

    /** Frames whose timestamps and sequences are 0, 1, 2 .. */
    private static List<ProducerRecord<byte[], byte[]>> frames(
            JobFixture topics, String topic, int partition, int count) throws Exception {
        List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> frame : topics.streams(1, 0, count)) {
            frames.add(new ProducerRecord<>(topic, partition, (long) frames.size(), frame.key(), frame.value()));
        }
        return frames;
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Admin admin(JobFixture topics) {
        return Admin.create(Map.of("bootstrap.servers", topics.bootstrapServers));
    }

    private static void commit(JobFixture topics, long... offsets) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        ends(topics.input, offsets)
                .forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
        try (Admin admin = admin(topics)) {
            admin.alterConsumerGroupOffsets(topics.input, committed).all().get();
        }
    }

    private static Map<TopicPartition, Long> committed(JobFixture topics) throws Exception {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try (Admin admin = admin(topics)) {
            admin.listConsumerGroupOffsets(topics.input)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        }
        return offsets;
    }

    private static Map<TopicPartition, Long> ends(String topic, long... ends) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        LongStream.of(ends).forEach(end -> offsets.put(new TopicPartition(topic, offsets.size()), end));
        return offsets;
    }

    /** What was labelled: offsets by topic and partition, in order. */
    private static Map<String, List<Long>> labelled(JobFixture topics) throws Exception {
        Map<String, List<Long>> offsets = new TreeMap<>();
        for (ImageLabels label : topics.readLabels()) {
            offsets.computeIfAbsent(
                            label.getInput().getTopic() + "-" + label.getInput().getPartition(),
                            partition -> new ArrayList<>())
                    .add(label.getInput().getOffset());
        }
        offsets.values().forEach(list -> list.sort(null));
        return offsets;
    }

    private static Map<String, List<Long>> offsets(String topic, String... partitions) {
        Map<String, List<Long>> offsets = new TreeMap<>();
        for (int partition = 0; partition < partitions.length; partition++) {
            if (partitions[partition] != null && !partitions[partition].isEmpty()) {
                offsets.put(
                        topic + "-" + partition,
                        Arrays.stream(partitions[partition].split(" "))
                                .map(Long::valueOf)
                                .toList());
            }
        }
        return offsets;
    }
}
