package io.frametag.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.pipeline.Origin;
import io.frametag.schema.DeadLetterHeaders;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class FittedRecordTest {
    private static final int LARGEST = 10_000;
    private static final long HOUR = 3_600_000;
    private static final TopicLimit LIMIT = new TopicLimit(LARGEST, Long.MAX_VALUE, HOUR);

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static ProducerRecord<byte[], byte[]> fit(byte[] key, byte[] value, Origin.Header... headers) {
        return new FittedRecord("t", LIMIT, 50, 42, key, value)
                .withInputHeaders(headers)
                .withHeader(DeadLetterHeaders.REASON, "TOO_MANY_BYTES")
                .fit();
    }

    private static String text(ProducerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static int size(ProducerRecord<byte[], byte[]> record) {
        int size = 61 + (record.key() == null ? 0 : record.key().length) + record.value().length;
        for (Header header : record.headers()) {
            size += 10 + header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    @Test
    void whatFitsStaysAsItWas() {
        Origin.Header input = new Origin.Header("site", "north".getBytes(UTF_8));
        Origin.Header empty = new Origin.Header("empty", null);
        ProducerRecord<byte[], byte[]> record = fit(bytes(10), bytes(5_000), input, empty);
        assertThat(record.key()).isEqualTo(bytes(10));
        assertThat(record.value()).isEqualTo(bytes(5_000));
        assertThat(record.timestamp()).isEqualTo(42);
        assertThat(record.headers().toArray()).hasSize(3);
        assertThat(text(record, "site")).isEqualTo("north");
        assertThat(record.headers().lastHeader("empty").value()).isNull();
    }

    @Test
    void aLongValueIsCutAndMarked() throws Exception {
        byte[] value = bytes(50_000);
        ProducerRecord<byte[], byte[]> record = fit(bytes(10), value);
        assertThat(size(record)).isLessThanOrEqualTo(LARGEST);
        assertThat(record.value().length).isGreaterThan(LARGEST - 1_500);
        assertThat(record.value()).isEqualTo(Arrays.copyOf(value, record.value().length));
        assertThat(text(record, DeadLetterHeaders.TRUNCATED_FROM_BYTES)).isEqualTo("50000");
        assertThat(text(record, DeadLetterHeaders.VALUE_SHA256))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
    }

    @Test
    void hugeHeadersAreLeftOutBeforeTheKey() {
        ProducerRecord<byte[], byte[]> record = fit(bytes(10), bytes(5_000), new Origin.Header("huge", bytes(20_000)));
        assertThat(size(record)).isLessThanOrEqualTo(LARGEST);
        assertThat(record.headers().lastHeader("huge")).isNull();
        assertThat(text(record, DeadLetterHeaders.HEADERS_DROPPED)).isEqualTo("1");
        assertThat(record.key()).isEqualTo(bytes(10));
        assertThat(record.value()).isEqualTo(bytes(5_000));
        assertThat(text(record, DeadLetterHeaders.REASON)).isEqualTo("TOO_MANY_BYTES");
    }

    @Test
    void aHugeKeyIsLeftOutLast() {
        ProducerRecord<byte[], byte[]> record = fit(bytes(20_000), bytes(20_000));
        assertThat(size(record)).isLessThanOrEqualTo(LARGEST);
        assertThat(record.key()).isNull();
        assertThat(text(record, DeadLetterHeaders.KEY_DROPPED_BYTES)).isEqualTo("20000");
        assertThat(record.value().length).isGreaterThan(8_000);
    }

    @Test
    void whatIsOfNoUseWithoutItsKeyKeepsItUpToTheTopicsLimit() {
        FittedRecord full = new FittedRecord("t", LIMIT, 50, 42, bytes(5_000), bytes(LARGEST - 61 - 5_000));
        ProducerRecord<byte[], byte[]> record = full.whole();
        assertThat(size(record)).isEqualTo(LARGEST);
        assertThat(record.key()).isEqualTo(bytes(5_000));
        assertThat(record.headers()).isEmpty();
    }

    @Test
    void whatIsOfNoUseWithoutItsKeyAndDoesNotFitIsAnErrorThatSaysWhatToDo() {
        FittedRecord tooLarge = new FittedRecord("t", LIMIT, 50, 42, bytes(5_000), bytes(LARGEST - 60 - 5_000));
        assertThatThrownBy(tooLarge::whole)
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessage("A record for topic t takes 10001 bytes, and can have 10000: raise the topic's"
                        + " max.message.bytes, or the producer's max.request.size if that is lower.");
    }

    @Test
    void aTimestampThatTheTopicRefusesGoesIntoAHeader() {
        long now = 1_000 * HOUR;
        TopicLimit day = new TopicLimit(LARGEST, 24 * HOUR, HOUR);
        for (long refused : new long[] {now + HOUR, now + 2 * HOUR, now - 25 * HOUR, 0, Long.MAX_VALUE}) {
            ProducerRecord<byte[], byte[]> record = new FittedRecord("t", day, now, refused, null, null).fit();
            assertThat(record.timestamp()).isNull();
            assertThat(text(record, DeadLetterHeaders.ORIGINAL_TIMESTAMP)).isEqualTo(Long.toString(refused));
        }
        for (long taken : new long[] {now, now + HOUR / 2, now - 23 * HOUR}) {
            ProducerRecord<byte[], byte[]> record = new FittedRecord("t", day, now, taken, null, null).fit();
            assertThat(record.timestamp()).isEqualTo(taken);
            assertThat(record.headers()).isEmpty();
        }
    }

    @Test
    void anEndlessMessageIsShortened() {
        ProducerRecord<byte[], byte[]> record = new FittedRecord("t", LIMIT, 50, -1, null, null)
                .withHeader(DeadLetterHeaders.EXCEPTION_MESSAGE, "x".repeat(100_000))
                .fit();
        assertThat(text(record, DeadLetterHeaders.EXCEPTION_MESSAGE))
                .hasSize(2_002)
                .endsWith("x..");
        assertThat(record.value()).isNull();
        assertThat(record.timestamp()).isNull();
    }
}
