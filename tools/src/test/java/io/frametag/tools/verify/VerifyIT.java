package io.frametag.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.local.EmbeddedKafka;
import io.frametag.schema.ReplayHeaders;
import io.frametag.tools.Frametag;
import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real broker: what it prints, and with which status it exits. */
@Timeout(120)
class VerifyIT {
    private static EmbeddedKafka kafka;
    private Topics topics;
    private String out;
    private String err;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(1 << 20);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) throws Exception {
        topics = new Topics(
                kafka.bootstrapServers(), test.getTestMethod().orElseThrow().getName());
        kafka.createTopic(topics.input, 2, Map.of());
        kafka.createTopic(topics.labels, 2, Map.of());
        kafka.createTopic(topics.deadLetters, 1, Map.of());
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void aCleanRunIsProvenAcrossMarkersAbortedInputsAndAbortedOutcomes() throws Exception {
        // Partition 0: inputs at 0, 1, marker 2, aborted 3 and 4, marker 5, input 6, marker 7.
        topics.commit(topics.image(0), topics.image(0), topics.image(1));
        topics.abort(topics.image(0), topics.image(0));
        topics.commit(topics.image(0));
        topics.abort(topics.label(0, 0, "r"), topics.deadLetter(0, 1, "r"));
        topics.commit(topics.label(0, 0, "r"), topics.deadLetter(0, 1, "r"), topics.label(0, 6, "r"));
        topics.commit(topics.label(1, 0, "r"));
        // Both output topics end with records that are never delivered.
        topics.abort(topics.label(0, 0, "r"), topics.label(0, 1, "r"), topics.deadLetter(0, 0, "r"));

        assertThat(verify()).as(err).isZero();
        assertThat(out).isEqualTo(String.format("""
                        %1$s  offsets  inputs  labelled  dead-lettered  doubled  missing
                        %2$s-0  0 to 7        3         2              1        0        0
                        %2$s-1  0 to 1        1         1              0        0        0
                        %3$s                4         3              1        0        0

                        run  inputs  labelled  dead-lettered  doubled  missing
                        r         4         3              1        0        0

                        Each of the 4 inputs has exactly one outcome.
                        """, padded("partition"), topics.input, padded("total")));
        assertThat(err).contains("verify: read 10 of 10 offsets of " + topics.input);
    }

    @Test
    void shedFramesAreOutcomesAndCountByTheirInputsStream() throws Exception {
        kafka.createTopic(topics.shed, 2, Map.of());
        for (String stream : List.of("camera-1", "camera-2", "camera-1", "camera-1")) {
            topics.write(new ProducerRecord<>(topics.input, 0, stream.getBytes(StandardCharsets.UTF_8), new byte[1]));
        }
        topics.abort(topics.shed(0, 3, "r"));
        topics.write(topics.shed(0, 0, "r"), topics.shed(0, 1, "r"), topics.label(0, 2, "r"), topics.shed(0, 3, "r"));
        assertThat(verify("--shed-topic", topics.shed)).as(out + err).isZero();
        assertThat(out).contains("""
                stream    shed
                camera-1     2
                camera-2     1
                """).endsWith("Each of the 4 inputs has exactly one outcome. 3 inputs were shed.\n");

        topics.write(topics.label(0, 0, "r"));
        assertThat(verify("--shed-topic", topics.shed, "--json")).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(out);
        assertThat(report.at("/total/shed").asLong()).isEqualTo(2);
        assertThat(report.at("/doubled/count").asLong()).isEqualTo(1);
        assertThat(report.at("/shed/worst/0/stream").asText()).isEqualTo("camera-1");
        assertThat(report.at("/shed/worst/0/shed").asLong()).isEqualTo(1);
    }

    @Test
    void withoutATopicOfShedFramesItGoesOnAndSaysSoIfSomethingIsMissing() throws Exception {
        topics.write(topics.image(0), topics.image(0), topics.label(0, 0, "r"));
        assertThat(verify("--shed-topic", "no-such-topic")).isEqualTo(1);
        assertThat(out).contains("no topic of shed frames was read").endsWith("1 of 2 inputs has no outcome.\n");
        topics.write(topics.label(0, 1, "r"));
        assertThat(verify("--shed-topic", "no-such-topic")).isZero();
    }

    @Test
    void aRecordOfTheShedTopicThatIsNoneIsUnreadable() throws Exception {
        kafka.createTopic(topics.shed, 1, Map.of());
        topics.write(topics.image(0), topics.label(0, 0, "r"), new ProducerRecord<>(topics.shed, new byte[] {1}));
        assertThat(verify("--shed-topic", topics.shed)).isEqualTo(1);
        assertThat(out).contains(topics.shed + "-0@0: The record is not an Avro ShedFrame");
    }

    @Test
    void anInputWithoutAnOutcomeFails() throws Exception {
        topics.write(
                topics.image(0), topics.image(0), topics.image(1), topics.label(0, 0, "r"), topics.label(1, 0, "r"));
        assertThat(verify()).isEqualTo(1);
        assertThat(out)
                .contains("missing (1):\n  " + topics.input + "-0@1\n")
                .endsWith("Not proven: 1 of 3 inputs has no outcome.\n");
    }

    @Test
    void anAbortedOutcomeIsNone() throws Exception {
        topics.write(topics.image(0));
        topics.abort(topics.label(0, 0, "r"));
        assertThat(verify()).isEqualTo(1);
        assertThat(out).contains("missing (1):");
    }

    @Test
    void anOutcomeInAnOpenTransactionIsNoneAndTheReportSaysWhatItCouldNotSee() throws Exception {
        topics.write(topics.image(0));
        topics.open(topics.label(0, 0, "r"));
        assertThat(verify()).isEqualTo(1);
        assertThat(out).contains("missing (1):").contains("lie behind an open transaction and were not read");
    }

    @Test
    void anInputThatIsNotCommittedIsNotInQuestion() throws Exception {
        topics.write(topics.image(0), topics.label(0, 0, "r"));
        topics.open(topics.image(0));
        assertThat(verify()).isZero();
        // A job that reads uncommitted may have answered it already: that is neither wrong nor proof.
        topics.write(topics.label(0, 1, "r"));
        assertThat(verify()).isZero();
        assertThat(out).contains("not judged: 1 outcomes of inputs outside the range");
    }

    @Test
    void aDoubledOutcomeFailsUnlessDuplicatesAreAllowed() throws Exception {
        topics.write(topics.image(0), topics.image(0));
        topics.write(topics.label(0, 0, "r"), topics.label(0, 0, "r"));
        topics.write(topics.label(0, 1, "r"), topics.deadLetter(0, 1, "r"));
        assertThat(verify()).isEqualTo(1);
        assertThat(out)
                .contains("doubled (2):\n  " + topics.input + "-0@0 in run r\n  " + topics.input + "-0@1 in run r\n")
                .endsWith("Not proven: 2 inputs have more than one outcome.\n");
        assertThat(verify("--allow-duplicates")).isZero();
        assertThat(out)
                .endsWith(
                        "Each of the 2 inputs has an outcome; 2 have more than one, which --allow-duplicates accepts.\n");
    }

    @Test
    void taggingAgainUnderAnotherRunIsNotDoubling() throws Exception {
        topics.write(topics.image(0), topics.image(0));
        topics.write(topics.label(0, 0, "old"), topics.label(0, 1, "old"), topics.label(0, 0, "new"));
        assertThat(verify()).isZero();
        assertThat(out).endsWith("Each of the 2 inputs has an outcome, and none of the 2 runs answered one twice.\n");
        assertThat(verify("--run-id", "old")).isZero();
        assertThat(out).endsWith("Each of the 2 inputs has exactly one outcome of run old.\n");
        assertThat(verify("--run-id", "new")).isEqualTo(1);
        assertThat(out).endsWith("Not proven: 1 of 2 inputs has no outcome of run new.\n");
        assertThat(verify("--run-id", "nwe")).isEqualTo(1);
        assertThat(out).endsWith("Run nwe answered nothing; there are outcomes of new, old.\n");
    }

    @Test
    void anOutcomeOfAnInputThatDoesNotExistFails() throws Exception {
        topics.commit(topics.image(0));
        topics.abort(topics.image(0));
        topics.write(topics.label(0, 0, "r"));
        // The marker, the aborted record, beyond the end, and no such partition.
        topics.write(topics.label(0, 1, "r"), topics.deadLetter(0, 2, "r"), topics.label(0, 99, "r"));
        topics.write(topics.label(5, 0, "r"));
        assertThat(verify()).isEqualTo(1);
        assertThat(out)
                .contains("no such input (4):")
                .contains(topics.input + "-0@1 in run r")
                .contains(topics.input + "-0@2 in run r")
                .contains(topics.input + "-0@99 in run r")
                .contains(topics.input + "-5@0 in run r")
                .endsWith("Not proven: 4 outcomes name inputs that do not exist.\n");
    }

    @Test
    void outputRecordsThatCannotBeReadFail() throws Exception {
        topics.write(topics.image(0), topics.label(0, 0, "r"));
        topics.write(new ProducerRecord<>(topics.labels, 0, null, new byte[] {'{', '}'}));
        topics.write(new ProducerRecord<>(topics.labels, 0, null, null));
        topics.write(new ProducerRecord<>(topics.deadLetters, new byte[] {1}));
        assertThat(verify("--run-id", "r")).isEqualTo(1);
        assertThat(out)
                .contains("unreadable (3):")
                .contains("it does not begin with C3 01 and a schema fingerprint, but with 7B 7D.")
                .contains("The record has no value.")
                .contains(topics.deadLetters + "-0@0: It has no header __connect.errors.partition.")
                .doesNotContain("Exception")
                .endsWith("Not proven: 3 output records cannot be read.\n");
    }

    @Test
    void aReplayIsAnInputOfItsOwnAndIsCountedAsOne() throws Exception {
        topics.write(topics.image(0), topics.image(0), replay(0), replay(0));
        topics.write(topics.deadLetter(0, 0, "r"), topics.deadLetter(0, 1, "r"), topics.label(0, 2, "r"));
        assertThat(verify()).isEqualTo(1);
        assertThat(out)
                .contains("missing (1):\n  " + topics.input + "-0@3\n")
                .containsPattern("total +4 +1 +2 +0 +1\nreplays among them +2 +1 +0 +0 +1\n");
        topics.write(topics.deadLetter(0, 3, "r"));
        assertThat(verify("--json")).isZero();
        JsonNode replays = new ObjectMapper().readTree(out).at("/replays");
        assertThat(replays.at("/inputs").asLong()).isEqualTo(2);
        assertThat(replays.at("/labelled").asLong()).isEqualTo(1);
        assertThat(replays.at("/deadLettered").asLong()).isEqualTo(1);
    }

    private ProducerRecord<byte[], byte[]> replay(int partition) {
        ProducerRecord<byte[], byte[]> replay = topics.image(partition);
        replay.headers().add(ReplayHeaders.INPUT, (topics.input + ":0:0").getBytes(StandardCharsets.UTF_8));
        return replay;
    }

    @Test
    void boundsLimitWhatIsAskedAbout() throws Exception {
        topics.write(topics.image(0, 1000L), topics.image(0, 2000L), topics.image(0, 3000L));
        topics.write(topics.label(0, 1, "r"));
        assertThat(verify("--from", "0:1", "--until", "0:2")).isZero();
        assertThat(out).contains("1 to 1");
        assertThat(verify("--from", "1970-01-01T00:00:01.5Z", "--until", "1970-01-01T00:00:03Z"))
                .isZero();
        assertThat(verify("--from", topics.input + ":0:1", "--until", "1970-01-01T00:00:09Z"))
                .isEqualTo(1);
        assertThat(out).contains("missing (1):\n  " + topics.input + "-0@2\n");
        assertThat(verify("--until", "0:1")).isEqualTo(1);
        assertThat(out).contains("not judged: 1 outcomes of inputs outside the range");
    }

    @Test
    void severalBoundsAndPlacesAreTakenAsTheJobTakesThem() throws Exception {
        topics.write(topics.image(0), topics.image(0), topics.image(1), topics.image(1));
        topics.write(topics.label(0, 1, "r"), topics.label(1, 0, "r"));
        assertThat(verify("--from", "earliest;0:1", "--until", "latest;1:1")).isZero();
        assertThat(out).contains("-0  1 to 1 ").contains("-1  0 to 0 ");
        assertThat(verify("--from", "0:1;1:2", "--until", "latest")).isZero();
        assertThat(verify("--from", "latest")).isEqualTo(1);
        assertThat(verify("--until", "0:1;1:0")).isEqualTo(1);
        assertThat(out).contains("missing (1):\n  " + topics.input + "-0@0\n");

        assertThat(verify("--from", "committed")).isEqualTo(2);
        assertThat(err)
                .contains("'committed' is where the group stood when the job began: give the offsets that the job's log"
                        + " has");
        // To brokers, -1 millisecond is the latest record.
        assertThat(verify("--from", "1969-12-31T23:59:59.999Z", "--until", "0:1;1:1"))
                .isEqualTo(1);
        assertThat(out).contains("-0  0 to 0 ").contains("-1  0 to 0 ");
    }

    @Test
    void topicsMayBeNamedByAPattern() throws Exception {
        kafka.createTopic(topics.input + "-2", 1, Map.of());
        topics.write(topics.image(0), new ProducerRecord<>(topics.input + "-2", 0, null, new byte[1]));
        topics.write(topics.label(0, 0, "r"));
        String[] outputs = {
            "--bootstrap-servers",
            kafka.bootstrapServers(),
            "--labels-topic",
            topics.labels,
            "--dead-letters-topic",
            topics.deadLetters,
            "--input-topic-pattern"
        };

        assertThat(run(with(outputs, topics.input + "(-\\d)?"))).isEqualTo(1);
        assertThat(out).contains("missing (1):\n  " + topics.input + "-2-0@0\n");
        assertThat(run(with(outputs, topics.input + ".?"))).as(err).isZero();

        assertThat(run(with(outputs, "no-such-.*"))).isEqualTo(3);
        assertThat(err)
                .isEqualTo("frametag: No topic at " + kafka.bootstrapServers()
                        + " matches 'no-such-.*', or may be read: a name has to match as a whole.\n");
        assertThat(run(with(outputs, topics.labels + "?"))).isEqualTo(2);
        assertThat(err).contains("matches '" + topics.labels + "', which is --labels-topic");
        assertThat(run(with(outputs, "("))).isEqualTo(2);
        assertThat(err).contains("is no regular expression");
        assertThat(verify("--input-topic-pattern", ".*")).isEqualTo(2);
        assertThat(err).contains("--input-topic and --input-topic-pattern are both given");
    }

    private static String[] with(String[] options, String more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aRangeThatIsNotThereIsWrongUse() throws Exception {
        topics.write(topics.image(0));
        assertThat(verify("--until", "0:5")).isEqualTo(2);
        assertThat(err)
                .isEqualTo("frametag: Offset 5 of " + topics.input
                        + "-0 is not there to be verified: the partition holds offsets" + " from 0 to before 1.\n");
        assertThat(verify("--from", "7:0")).isEqualTo(2);
        assertThat(err).startsWith("frametag: There is no partition for 7:0: the input has [" + topics.input + "-0, ");
        assertThat(verify("--from", "0:1", "--until", "0:0")).isEqualTo(2);
        assertThat(err)
                .startsWith("frametag: The range of " + topics.input + "-0 would end, at offset 0, before it begins");
    }

    @Test
    void anEmptyInputIsSaidPlainlyAndProvesNothing() throws Exception {
        assertThat(verify()).isEqualTo(1);
        assertThat(out)
                .endsWith("Nothing to verify: there is no committed record in the range of " + topics.input + ".\n");
        topics.abort(topics.image(0));
        assertThat(verify()).isEqualTo(1);
        assertThat(out).contains("Nothing to verify");
    }

    @Test
    void jsonHoldsWhatTheTextSays() throws Exception {
        topics.write(topics.image(1), topics.image(1), topics.label(1, 0, "r"));
        assertThat(verify("--json", "--list", "0")).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(out);
        assertThat(report.at("/verdict").asText()).isEqualTo("FAILED");
        assertThat(report.at("/sentence").asText()).isEqualTo("Not proven: 1 of 2 inputs has no outcome.");
        assertThat(report.at("/partitions/1/topic").asText()).isEqualTo(topics.input);
        assertThat(report.at("/partitions/1/until").asLong()).isEqualTo(2);
        assertThat(report.at("/partitions/1/counts/missing").asLong()).isEqualTo(1);
        assertThat(report.at("/total/labelled").asLong()).isEqualTo(1);
        assertThat(report.at("/runs/0/runId").asText()).isEqualTo("r");
        assertThat(report.at("/missing/count").asLong()).isEqualTo(1);
        assertThat(report.at("/missing/first")).isEmpty();
    }

    @Test
    void aTopicThatDoesNotExistIsNamed() {
        assertThat(verify("--labels-topic", "image-lables")).isEqualTo(3);
        assertThat(err).startsWith("frametag: There is no topic image-lables at " + kafka.bootstrapServers() + ":");
        assertThat(err.lines()).hasSize(1);
    }

    @Test
    void noBrokerIsASentenceWithinTheTimeout(@TempDir Path folder) throws Exception {
        Path config = folder.resolve("kafka.properties");
        Files.writeString(config, "bootstrap.servers=127.0.0.1:" + closedPort() + "\n");
        long start = System.nanoTime();
        assertThat(run("--kafka-config", config.toString(), "--timeout", "2")).isEqualTo(3);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(err)
                .startsWith("frametag: Kafka at 127.0.0.1:")
                .contains("gave no answer within 2 s: check that it runs");
        assertThat(err.lines()).hasSize(1);
        assertThat(out).isEmpty();
    }

    @Test
    void settingsThatKafkaRefusesAreASentence() {
        assertThat(verify("--kafka", "security.protocol=TSL")).isEqualTo(3);
        assertThat(err).contains("cannot be used").contains("TSL");
        assertThat(err.lines()).hasSize(1);
        assertThat(run("--bootstrap-servers", "no-such-host.invalid:9092", "--timeout", "2"))
                .isEqualTo(3);
        assertThat(err).contains("no-such-host.invalid:9092");
        assertThat(err.lines()).hasSize(1);
    }

    @Test
    void wrongOptionsAreWrongUse() {
        assertThat(run("--from", "yesterday")).isEqualTo(2);
        assertThat(err).contains("'yesterday' is neither PARTITION:OFFSET");
        assertThat(run("--list", "-1")).isEqualTo(2);
        assertThat(run("--timeout", "0")).isEqualTo(2);
        assertThat(run("--kafka-config", "/no/such/file")).isEqualTo(2);
        assertThat(err).contains("/no/such/file");
    }

    @Test
    void aBrokerThatFallsSilentEndsTheScan() throws Exception {
        KafkaAccess gone =
                new KafkaAccess(Map.of("bootstrap.servers", "127.0.0.1:" + closedPort()), Duration.ofSeconds(1));
        assertThatThrownBy(() -> new TopicScan(gone, ScanProgress.NONE)
                        .scan(
                                "in",
                                Map.of(new TopicPartition("in", 0), new OffsetRange(0, 5)),
                                Content.NONE,
                                record -> {}))
                .isInstanceOf(TopicsException.class)
                .hasMessageContaining("sent nothing of [in-0] for 1 s");
    }

    @Test
    void theSuiteCanAskFromJava() throws Exception {
        topics.write(topics.image(0), topics.label(0, 0, "r"));
        VerificationRequest request = VerificationRequest.everything(kafka.bootstrapServers())
                .ofTopics(topics.input, topics.labels, topics.deadLetters)
                .ofRun("r")
                .duplicatesAllowed(false);
        Report report = Verification.run(request, ScanProgress.NONE);
        assertThat(report.verdict()).isEqualTo(Report.Verdict.PROVEN);
        assertThat(report.total()).isEqualTo(new Report.Counts(1, 1, 0, 0, 0, 0));
    }

    private int verify(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--input-topic",
                topics.input,
                "--dead-letters-topic",
                topics.deadLetters));
        if (!List.of(arguments).contains("--labels-topic")) {
            all.addAll(List.of("--labels-topic", topics.labels));
        }
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        StringWriter stdout = new StringWriter();
        StringWriter stderr = new StringWriter();
        int status = Frametag.commandLine()
                .setOut(new PrintWriter(stdout))
                .setErr(new PrintWriter(stderr))
                .execute(
                        Stream.concat(Stream.of("verify"), Stream.of(arguments)).toArray(String[]::new));
        out = stdout.toString();
        err = stderr.toString();
        return status;
    }

    private String padded(String cell) {
        return String.format("%-" + (topics.input.length() + 2) + "s", cell);
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
