package io.frametag.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.local.EmbeddedKafka;
import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ReplayHeaders;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** The command against a real broker, on dead letters that are laid out as the job's. */
@Timeout(120)
class ReplayIT {
    private static EmbeddedKafka kafka;
    private ReplayTopics topics;
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
        String name = test.getTestMethod().orElseThrow().getName();
        topics = new ReplayTopics(
                kafka,
                name,
                Map.of("max.message.bytes", "100000"),
                name.endsWith("LogAppendTime") ? Map.of("message.timestamp.type", "LogAppendTime") : Map.of());
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void aDeadLetterComesBackAsItWasIntoItsPartitionAndIsMarked() throws Exception {
        ProducerRecord<byte[], byte[]> rejected =
                new ProducerRecord<>(topics.deadLetters, 0, 123_456L, new byte[] {0, 1}, new byte[] {9, 8, 7});
        ReplayTopics.add(rejected, "site", "north");
        ReplayTopics.add(rejected, DeadLetterHeaders.REASON, "the input's own");
        ReplayTopics.add(rejected, DeadLetterHeaders.TOPIC, "the input's own");
        ReplayTopics.add(rejected, "empty", null);
        ReplayTopics.add(rejected, DeadLetterHeaders.TRUNCATED_FROM_BYTES, "the input's own");
        ReplayTopics.add(rejected, "site", "south");
        topics.write(topics.letter(rejected, 2, 41, "NOT_AVRO"));

        assertThat(replay()).as(err).isZero();

        assertThat(topics.inputs()).hasSize(1);
        ConsumerRecord<byte[], byte[]> input = topics.inputs().get(0);
        assertThat(input.partition()).isEqualTo(2);
        assertThat(input.key()).isEqualTo(new byte[] {0, 1});
        assertThat(input.value()).isEqualTo(new byte[] {9, 8, 7});
        assertThat(input.timestamp()).isEqualTo(123_456L);
        assertThat(ReplayTopics.headers(input))
                .containsExactly(
                        "site=north",
                        "frametag.reason=the input's own",
                        "__connect.errors.topic=the input's own",
                        "empty=null",
                        "frametag.value.truncated.from.bytes=the input's own",
                        "site=south",
                        "frametag.replayed.input=" + topics.input + ":2:41",
                        "frametag.replayed.dead.letter=" + topics.deadLetters + ":0:0",
                        "frametag.replayed.count=1");
        assertThat(out).isEqualTo(String.format("""
                        reason    found  selected  already replayed  not replayable  sent
                        NOT_AVRO      1         1                 0               0     1
                        total         1         1                 0               0     1

                        Sent 1 of 1 dead letter to %s.
                        """, topics.input));
        assertThat(err).contains("replay: read 1 of 1 offsets of " + topics.deadLetters);
    }

    @Test
    void aTombstoneIsARecordLikeAnyOtherAndARefusedTimestampIsGivenBack() throws Exception {
        ProducerRecord<byte[], byte[]> tombstone = topics.plain(null);
        ReplayTopics.add(tombstone, DeadLetterHeaders.ORIGINAL_TIMESTAMP, "77");
        topics.write(topics.letter(tombstone, 0, 3, "TOMBSTONE"));
        assertThat(replay()).as(err).isZero();
        ConsumerRecord<byte[], byte[]> input = topics.inputs().get(0);
        assertThat(input.key()).isNull();
        assertThat(input.value()).isNull();
        assertThat(input.timestamp()).isEqualTo(77);
        assertThat(ReplayTopics.headers(input))
                .containsExactly(
                        "frametag.replayed.input=" + topics.input + ":0:3",
                        "frametag.replayed.dead.letter=" + topics.deadLetters + ":0:0",
                        "frametag.replayed.count=1");
    }

    @Test
    void eachSelectionSendsWhatItNamesAndNothingElse() throws Exception {
        topics.write(
                dated(topics.letter(0, 10, "NOT_AVRO", "a"), 1000),
                dated(topics.letter(0, 11, "TOMBSTONE", "b"), 2000),
                dated(topics.letter(1, 10, "NOT_AVRO", "c"), 3000),
                dated(topics.letter(1, 99, "EMPTY_IMAGE", "d"), 4000));
        assertThat(sentBy("--reason", "NOT_AVRO")).containsExactly("a", "c");
        assertThat(sentBy("--reason", "TOMBSTONE", "--reason", "EMPTY_IMAGE")).containsExactly("b", "d");
        assertThat(sentBy("--since", "1970-01-01T00:00:02Z")).containsExactly("b", "c", "d");
        assertThat(sentBy("--until", "1970-01-01T00:00:02Z")).containsExactly("a");
        assertThat(sentBy("--since", "1970-01-01T01:00:02+01:00", "--until", "1970-01-01T00:00:04Z"))
                .containsExactly("b", "c");
        assertThat(sentBy("--input", "1")).containsExactly("c", "d");
        assertThat(sentBy("--input", "0:11", "--input", "1:99")).containsExactly("b", "d");
        assertThat(sentBy("--input", "1:10-98")).containsExactly("c");
        assertThat(sentBy("--input", "1:11-")).containsExactly("d");
        assertThat(sentBy("--reason", "NOT_AVRO", "--input", "1")).containsExactly("c");
        assertThat(sentBy("--reason", "URI_NOT_SUPPORTED")).isEmpty();
        assertThat(out)
                .contains("NOT_AVRO         2         0")
                .endsWith("Nothing to replay: none of 4 dead letters is selected.\n");
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndSendsNothing() throws Exception {
        topics.write(topics.letter(0, 1, "NOT_AVRO", "a"), topics.letter(1, 1, "TOMBSTONE", null));
        assertThat(replay("--dry-run", "--reason", "NOT_AVRO")).isZero();
        assertThat(out).isEqualTo(String.format("""
                        reason     found  selected  already replayed  not replayable  to send
                        NOT_AVRO       1         1                 0               0        1
                        TOMBSTONE      1         0                 0               0        0
                        total          2         1                 0               0        1

                        Would send 1 of 1 dead letter to %s. Nothing was sent.
                        """, topics.input));
        assertThat(topics.inputs()).isEmpty();
    }

    @Test
    void aSecondReplayLeavesOutWhatTheFirstSentUnlessTold() throws Exception {
        topics.write(topics.letter(0, 0, "NOT_AVRO", "a"), topics.letter(1, 5, "NOT_AVRO", "b"));
        assertThat(replay("--input", "0")).isZero();
        assertThat(replay()).isZero();
        assertThat(topics.values()).containsExactly("a", "b");
        assertThat(out).endsWith("Sent 1 of 2 dead letters to " + topics.input + "; 1 replayed before.\n");
        assertThat(replay()).isZero();
        assertThat(topics.values()).containsExactly("a", "b");
        assertThat(replay("--again")).isZero();
        assertThat(topics.values()).containsExactly("a", "a", "b", "b");
    }

    @Test
    void aReplayThatWasRejectedAgainIsLeftOutUnlessToldAndKeepsItsFirstInput() throws Exception {
        topics.write(input("a"));
        topics.write(topics.letter(0, 0, "NOT_AVRO", "a"));
        assertThat(replay()).isZero();
        ConsumerRecord<byte[], byte[]> first = topics.inputs().get(1);
        ProducerRecord<byte[], byte[]> rejectedAgain =
                new ProducerRecord<>(topics.deadLetters, 0, first.timestamp(), null, first.value(), first.headers());
        topics.write(topics.letter(rejectedAgain, 0, first.offset(), "NOT_AVRO"));

        assertThat(replay()).isZero();
        assertThat(topics.values()).containsExactly("a", "a");
        assertThat(out).endsWith("Sent 0 of 2 dead letters to " + topics.input + "; 2 replayed before.\n");

        // Two dead letters, but one record: it is sent once.
        assertThat(replay("--again")).isZero();
        assertThat(topics.values()).containsExactly("a", "a", "a");

        assertThat(replay("--again", "--input", "0:" + first.offset())).isZero();
        assertThat(ReplayTopics.headers(topics.inputs().get(3)))
                .containsExactly(
                        "frametag.replayed.input=" + topics.input + ":0:0",
                        "frametag.replayed.dead.letter=" + topics.deadLetters + ":0:1",
                        "frametag.replayed.count=2");
    }

    @Test
    void aReplayThatLostItsHeadersWhenItWasRejectedIsKnownFromTheInput() throws Exception {
        topics.write(input("filler"), input("filler"));
        topics.write(topics.letter(0, 0, "NOT_AVRO", "a"));
        assertThat(replay()).isZero();
        topics.write(lost(topics.letter(0, 2, "NOT_AVRO", "a"), DeadLetterHeaders.HEADERS_DROPPED, "3"));
        assertThat(replay("--input", "0:2")).isZero();
        assertThat(topics.values()).containsExactly("filler", "filler", "a");
        assertThat(out).contains("; 1 replayed before.");
        assertThat(replay("--input", "0:2", "--again")).isZero();
        assertThat(out).contains("1 taken from the input topic, since their dead letters had lost a part");
        assertThat(ReplayTopics.headers(topics.inputs().get(3)))
                .containsExactly(
                        "frametag.replayed.input=" + topics.input + ":0:0",
                        "frametag.replayed.dead.letter=" + topics.deadLetters + ":0:1",
                        "frametag.replayed.count=2");
    }

    @Test
    void manyDeadLettersOfOneInputAreOneReplay() throws Exception {
        topics.write(topics.letter(0, 7, "NOT_AVRO", "a"), topics.letter(0, 7, "NOT_AVRO", "a"));
        assertThat(replay("--again")).isZero();
        assertThat(topics.values()).containsExactly("a");
        assertThat(out).contains("NOT_AVRO      2         2                 1               0     1");
    }

    @Test
    void aDeadLetterThatLostAPartIsTakenFromTheInputTopic() throws Exception {
        String whole = "x".repeat(5000);
        ProducerRecord<byte[], byte[]> original =
                new ProducerRecord<>(topics.input, 1, 5_000L, "key".getBytes(UTF_8), whole.getBytes(UTF_8));
        ReplayTopics.add(original, "site", "north");
        topics.write(original);
        topics.write(cut(1, 0, whole));
        assertThat(replay()).as(out).isZero();
        assertThat(topics.values()).containsExactly(whole, whole);
        ConsumerRecord<byte[], byte[]> replay = topics.inputs().get(1);
        assertThat(replay.key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(replay.timestamp()).isEqualTo(5_000L);
        assertThat(ReplayTopics.headers(replay)).startsWith("site=north").hasSize(4);
    }

    @Test
    void aDeadLetterWhoseRecordIsGoneOrAnotherIsNamedAndNotSent() throws Exception {
        topics.write(input("another"));
        topics.write(cut(0, 0, "x".repeat(5000)), cut(2, 9, "y".repeat(5000)), topics.letter(1, 0, "NOT_AVRO", "z"));
        assertThat(replay("--dry-run")).isEqualTo(1);
        assertThat(topics.values()).containsExactly("another");
        assertThat(replay()).isEqualTo(1);
        assertThat(topics.values()).containsExactly("another", "z");
        assertThat(out)
                .contains("not replayable (2):\n  " + topics.deadLetters
                        + ":0:0: The dead letter has lost the end of the"
                        + " value and the headers and the key, and the record at " + topics.input + ":0:0 is another"
                        + " one.\n")
                .contains("and the input topic does not have " + topics.input + ":2:9 any more.\n")
                .endsWith("Sent 1 of 3 dead letters to " + topics.input + "; 2 cannot be replayed.\n");
    }

    @Test
    void theInputsTimestampIsTakenFromTheInputTopicUnderLogAppendTime() throws Exception {
        topics.write(new ProducerRecord<>(topics.input, 0, 123L, null, "a".getBytes(UTF_8)));
        topics.write(topics.letter(0, 0, "NOT_AVRO", "a"), topics.letter(0, 1, "NOT_AVRO", "gone"));
        assertThat(replay()).isEqualTo(1);
        assertThat(topics.values()).containsExactly("a", "a");
        assertThat(topics.inputs().get(1).timestamp()).isEqualTo(123L);
        assertThat(out).contains("The dead letter has lost the timestamp, and the input topic does not have ");
    }

    @Test
    void aPartitionThatIsNoLongerThereIsNotGuessed() throws Exception {
        topics.write(topics.letter(7, 0, "NOT_AVRO", "a"));
        assertThat(replay()).isEqualTo(1);
        assertThat(topics.inputs()).isEmpty();
        assertThat(out)
                .contains(topics.input + " has no partition 7 now; another would break the order of its stream.");
    }

    @Test
    void whatTheInputTopicRefusesTakesNothingElseWithIt() throws Exception {
        topics.write(
                topics.letter(0, 0, "NOT_AVRO", "a"),
                topics.letter(0, 1, "NOT_AVRO", "b".repeat(200_000)),
                topics.letter(0, 2, "NOT_AVRO", "c"));
        assertThat(replay()).isEqualTo(1);
        assertThat(topics.values()).containsExactly("a", "c");
        assertThat(out)
                .contains(topics.deadLetters + ":0:1: The input topic refuses the record: ")
                .endsWith("Sent 2 of 3 dead letters to " + topics.input + "; 1 cannot be replayed.\n");
    }

    @Test
    void aTimestampThatTheInputTopicRefusesTakesNothingElseWithIt() throws Exception {
        topics.close();
        topics = new ReplayTopics(kafka, "oneDay", Map.of("message.timestamp.before.max.ms", "86400000"), Map.of());
        long now = System.currentTimeMillis();
        topics.write(
                dated(topics.letter(0, 0, "NOT_AVRO", "a"), now),
                dated(topics.letter(0, 1, "NOT_AVRO", "old"), 1000),
                dated(topics.letter(0, 2, "NOT_AVRO", "c"), now));
        assertThat(replay()).isEqualTo(1);
        assertThat(topics.values()).containsExactly("a", "c");
        assertThat(out).contains(topics.deadLetters + ":0:1: The input topic refuses the record: ");
    }

    @Test
    void onlyCommittedDeadLettersAreReplayedAndTheRestIsSaid() throws Exception {
        topics.open(topics.letter(0, 0, "NOT_AVRO", "aborted"));
        topics.abort();
        topics.open(topics.letter(0, 1, "NOT_AVRO", "open"));
        assertThat(replay()).isZero();
        assertThat(topics.inputs()).isEmpty();
        assertThat(out)
                .contains("lie behind an open transaction and were not read")
                .endsWith("Nothing to replay: " + topics.deadLetters + " holds no dead letter of " + topics.input
                        + ".\n");
        topics.commit();
        assertThat(replay()).isZero();
        assertThat(topics.values()).containsExactly("open");
    }

    @Test
    void aReplayBehindAnOpenTransactionIsNotOverlooked() throws Exception {
        topics.write(topics.letter(0, 0, "NOT_AVRO", "a"));
        topics.open(new ProducerRecord<>(topics.input, 0, null, "frame".getBytes(UTF_8)));
        assertThat(replay("--dry-run", "--timeout", "2")).isEqualTo(3);
        assertThat(err)
                .contains("sent nothing of [" + topics.input + "-0] for 2 s")
                .contains("a transaction open");
        topics.commit();
        assertThat(replay()).isZero();
        assertThat(topics.values()).containsExactly("frame", "a");
    }

    @Test
    void recordsThatAreNoDeadLettersOfTheInputAreCountedAndLeft() throws Exception {
        ProducerRecord<byte[], byte[]> elsewhere = topics.letter(0, 0, "NOT_AVRO", "a");
        ReplayTopics.add(elsewhere, DeadLetterHeaders.TOPIC, "elsewhere");
        ReplayTopics.add(elsewhere, DeadLetterHeaders.PARTITION, "0");
        ReplayTopics.add(elsewhere, DeadLetterHeaders.OFFSET, "0");
        ReplayTopics.add(elsewhere, DeadLetterHeaders.REASON, "NOT_AVRO");
        topics.write(elsewhere, topics.plain("no headers"));
        assertThat(replay("--reason", "NOT_AVRO")).isZero();
        assertThat(replay()).isEqualTo(1);
        assertThat(topics.inputs()).isEmpty();
        assertThat(out)
                .contains("not looked at: 1 dead letters of other topics' inputs")
                .contains(topics.deadLetters + ":0:1: It has no header __connect.errors.topic.");
    }

    /** A producer's partition is its stream's: nobody hides another's frames by naming them. */
    @Test
    void aMarkerThatNamesARecordOfAnotherPartitionIsNotBelieved() throws Exception {
        ProducerRecord<byte[], byte[]> forged = input("forged");
        ReplayTopics.add(forged, ReplayHeaders.INPUT, topics.input + ":1:5");
        topics.write(forged);
        ProducerRecord<byte[], byte[]> rejected = topics.plain("b");
        ReplayTopics.add(rejected, ReplayHeaders.INPUT, topics.input + ":1:5");
        topics.write(topics.letter(1, 5, "NOT_AVRO", "a"), topics.letter(rejected, 2, 7, "NOT_AVRO"));

        assertThat(replay()).as(err).isZero();

        assertThat(topics.values()).containsExactly("forged", "a", "b");
        assertThat(topics.inputs().stream().flatMap(input -> ReplayTopics.headers(input).stream()))
                .contains(
                        "frametag.replayed.input=" + topics.input + ":1:5",
                        "frametag.replayed.input=" + topics.input + ":2:7");
    }

    @Test
    void jsonHoldsWhatTheTextSays() throws Exception {
        topics.write(topics.letter(0, 0, "NOT_AVRO", "a"), topics.letter(9, 0, "TOMBSTONE", null));
        assertThat(replay("--json")).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(out);
        assertThat(report.at("/sentence").asText())
                .isEqualTo("Sent 1 of 2 dead letters to " + topics.input + "; 1 cannot be replayed.");
        assertThat(report.at("/reasons/0/reason").asText()).isEqualTo("NOT_AVRO");
        assertThat(report.at("/reasons/0/counts/sent").asLong()).isEqualTo(1);
        assertThat(report.at("/total/notReplayable").asLong()).isEqualTo(1);
        assertThat(report.at("/notReplayable/0/deadLetter/offset").asLong()).isEqualTo(1);
        assertThat(report.at("/dryRun").asBoolean()).isFalse();
    }

    @Test
    void whatCannotBeIsASentence() {
        assertThat(run("--bootstrap-servers", kafka.bootstrapServers(), "--input-topic", topics.input))
                .isEqualTo(3);
        assertThat(err).startsWith("frametag: There is no topic image-dead-letters at ");
        assertThat(replay("--reason", "TOO_BIG")).isEqualTo(2);
        assertThat(err).contains("'--reason'").contains("TOO_MANY_BYTES").contains("TOO_BIG");
        assertThat(replay("--since", "yesterday")).isEqualTo(2);
        assertThat(err).contains("'yesterday' is no time with its zone");
        assertThat(replay("--since", "2026-01-02T00:00:00Z", "--until", "2026-01-01T00:00:00Z"))
                .isEqualTo(2);
        assertThat(replay("--input", "3:9-1")).isEqualTo(2);
        assertThat(err).contains("'3:9-1' ends before it begins");
        assertThat(replay("--timeout", "0")).isEqualTo(2);
        assertThat(replay("--list", "-1")).isEqualTo(2);
        assertThat(topics.inputs()).isEmpty();
    }

    private ProducerRecord<byte[], byte[]> input(String value) {
        return new ProducerRecord<>(topics.input, 0, null, value.getBytes(UTF_8));
    }

    private ProducerRecord<byte[], byte[]> dated(ProducerRecord<byte[], byte[]> letter, long timestamp) {
        return new ProducerRecord<>(letter.topic(), 0, timestamp, letter.key(), letter.value(), letter.headers());
    }

    private static ProducerRecord<byte[], byte[]> lost(
            ProducerRecord<byte[], byte[]> letter, String marker, String size) {
        return ReplayTopics.add(letter, marker, size);
    }

    /** As the job writes it when neither value nor headers nor key fit; there was one header, and a key of 3 bytes. */
    private ProducerRecord<byte[], byte[]> cut(int partition, long offset, String whole) throws Exception {
        ProducerRecord<byte[], byte[]> plain = new ProducerRecord<>(
                topics.deadLetters, 0, 5_000L, null, whole.substring(0, 10).getBytes(UTF_8));
        ProducerRecord<byte[], byte[]> letter = topics.letter(plain, partition, offset, "TOO_MANY_BYTES");
        lost(letter, DeadLetterHeaders.HEADERS_DROPPED, "1");
        lost(letter, DeadLetterHeaders.KEY_DROPPED_BYTES, "3");
        lost(letter, DeadLetterHeaders.TRUNCATED_FROM_BYTES, Integer.toString(whole.length()));
        return lost(
                letter,
                DeadLetterHeaders.VALUE_SHA256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole.getBytes(UTF_8))));
    }

    /** @return the values that came on top, sorted */
    private List<String> sentBy(String... selection) {
        List<String> before = topics.values();
        List<String> arguments = new ArrayList<>(Arrays.asList(selection));
        arguments.add("--again");
        assertThat(replay(arguments.toArray(String[]::new))).as(err).isZero();
        List<String> sent = new ArrayList<>(topics.values());
        before.forEach(sent::remove);
        return sent.stream().sorted().toList();
    }

    private int replay(String... arguments) {
        return run(Stream.concat(
                        Stream.of(
                                "--bootstrap-servers",
                                kafka.bootstrapServers(),
                                "--input-topic",
                                topics.input,
                                "--dead-letters-topic",
                                topics.deadLetters),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        StringWriter stdout = new StringWriter();
        StringWriter stderr = new StringWriter();
        int status = Frametag.commandLine()
                .setOut(new PrintWriter(stdout))
                .setErr(new PrintWriter(stderr))
                .execute(
                        Stream.concat(Stream.of("replay"), Stream.of(arguments)).toArray(String[]::new));
        out = stdout.toString();
        err = stderr.toString();
        return status;
    }
}
