package io.frametag.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.schema.DeadLetterHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private final Headers headers = new RecordHeaders();

    @Test
    void theInputsOwnHeadersEndWhereTheJobsBegin() throws Exception {
        add("site", "north");
        add(DeadLetterHeaders.REASON, "own");
        add(DeadLetterHeaders.KEY_DROPPED_BYTES, "own");
        jobs();
        DeadLetter letter = letter(TimestampType.CREATE_TIME);
        assertThat(letter.inputHeaders())
                .extracting(header -> header.key())
                .containsExactly("site", DeadLetterHeaders.REASON, DeadLetterHeaders.KEY_DROPPED_BYTES);
        assertThat(letter.input()).isEqualTo(new RecordAt("in", 3, 42));
        assertThat(letter.reason()).isEqualTo("NOT_AVRO");
        assertThat(letter.lost()).isEmpty();
        assertThat(letter.timestamp()).isEqualTo(1000);
        assertThat(letter.isReplay()).isFalse();
    }

    @Test
    void theOriginalTimestampIsTheJobsOnlyRightBeforeItsOthers() throws Exception {
        add(DeadLetterHeaders.ORIGINAL_TIMESTAMP, "1");
        add("site", "north");
        add(DeadLetterHeaders.ORIGINAL_TIMESTAMP, "7");
        jobs();
        DeadLetter letter = letter(TimestampType.LOG_APPEND_TIME);
        assertThat(letter.timestamp()).isEqualTo(7);
        assertThat(letter.inputHeaders()).hasSize(2);
        assertThat(letter.lost()).isEmpty();
    }

    @Test
    void whatTheJobCouldNotKeepIsLost() throws Exception {
        jobs();
        add(DeadLetterHeaders.HEADERS_DROPPED, "2");
        add(DeadLetterHeaders.KEY_DROPPED_BYTES, "9000");
        add(DeadLetterHeaders.TRUNCATED_FROM_BYTES, "90000");
        assertThat(letter(TimestampType.LOG_APPEND_TIME).lost())
                .containsExactly("the end of the value", "the headers", "the key", "the timestamp");
    }

    @Test
    void recordsWithoutCoordinatesAreNoDeadLetters() {
        unreadable("It has no header __connect.errors.topic.");
        add(DeadLetterHeaders.TOPIC, "in");
        add(DeadLetterHeaders.PARTITION, "3");
        unreadable("It has no header __connect.errors.offset.");
        add(DeadLetterHeaders.OFFSET, "-1");
        unreadable("Its headers name no input: 'in:3:-1'.");
        add(DeadLetterHeaders.OFFSET, "1");
        unreadable("It has no header frametag.reason.");
    }

    @Test
    void offsetsAreParsedWithTheirBounds() {
        assertThat(InputOffsets.parse("3")).isEqualTo(new InputOffsets(3, 0, Long.MAX_VALUE));
        assertThat(InputOffsets.parse("3:5")).isEqualTo(new InputOffsets(3, 5, 5));
        assertThat(InputOffsets.parse("3:5-")).isEqualTo(new InputOffsets(3, 5, Long.MAX_VALUE));
        InputOffsets range = InputOffsets.parse("3:5-7");
        assertThat(range.contain(new RecordAt("in", 3, 7))).isTrue();
        assertThat(range.contain(new RecordAt("in", 3, 8))).isFalse();
        assertThat(range.contain(new RecordAt("in", 2, 6))).isFalse();
        assertThatThrownBy(() -> InputOffsets.parse("image-events:3:5")).hasMessageContaining("neither a partition");
        assertThatThrownBy(() -> InputOffsets.parse("3:7-5")).hasMessageContaining("ends before it begins");
    }

    @Test
    void aSetKnowsEachRecordOnce() {
        RecordSet records = new RecordSet();
        assertThat(records.add(new RecordAt("in", 0, 5_000_000_000L))).isTrue();
        assertThat(records.add(new RecordAt("in", 0, 5_000_000_000L))).isFalse();
        assertThat(records.contains(new RecordAt("in", 0, 5_000_000_000L))).isTrue();
        assertThat(records.contains(new RecordAt("in", 0, 5_000_000_001L))).isFalse();
        assertThat(records.contains(new RecordAt("in", 1, 5_000_000_000L))).isFalse();
        assertThat(records.contains(new RecordAt("in", 0, 5_000_000_000L % 65_536)))
                .isFalse();
    }

    private void jobs() {
        add(DeadLetterHeaders.TOPIC, "in");
        add(DeadLetterHeaders.PARTITION, "3");
        add(DeadLetterHeaders.OFFSET, "42");
        add(DeadLetterHeaders.REASON, "NOT_AVRO");
    }

    private void add(String name, String text) {
        headers.add(name, text.getBytes(UTF_8));
    }

    private void unreadable(String message) {
        assertThatThrownBy(() -> letter(TimestampType.CREATE_TIME))
                .isInstanceOf(UnreadableDeadLetterException.class)
                .hasMessage(message);
    }

    private DeadLetter letter(TimestampType type) throws UnreadableDeadLetterException {
        return DeadLetter.of(
                new ConsumerRecord<>("dead", 0, 9, 1000, type, 0, 0, null, new byte[] {1}, headers, Optional.empty()));
    }
}
