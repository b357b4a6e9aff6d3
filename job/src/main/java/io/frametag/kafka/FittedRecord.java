package io.frametag.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.pipeline.Origin;
import io.frametag.schema.DeadLetterHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * A record that is made to fit into its topic, since one that does not would fail the job, and fail it again after each
 * restart. What gives way: a timestamp that the topic refuses, the tail
 * of the value, the input's own headers, the key. Each leaves a header
 * that says so.
 */
final class FittedRecord {
    /** Kafka's framing of a batch, without that of its records. */
    private static final int BATCH_BYTES = 61;
    /** Kafka's framing of a batch with one record, and of the record (at most 5 varints), and some room. */
    private static final int FRAMING_BYTES = 128;
    /** Lengths of name and value, as varints. */
    private static final int HEADER_FRAMING_BYTES = 10;
    /** The markers that may have to be added. */
    private static final int MARKERS_BYTES = 512;
    /** A message may quote input, and must not itself be too large. */
    private static final int LONGEST_TEXT = 2_000;

    private final String topic;
    private final int largestRecord;
    private final Long timestamp;
    private byte[] key;
    private byte[] value;
    private List<Origin.Header> inputHeaders = List.of();
    private final List<Origin.Header> ownHeaders = new ArrayList<>();

    /**
     * @param timestamp of the input, in milliseconds, or negative for none; one that the topic refuses is put into a header
     * @param nowMillis by the wall clock
     */
    FittedRecord(String topic, TopicLimit limit, long nowMillis, long timestamp, byte[] key, byte[] value) {
        this.topic = topic;
        this.largestRecord = limit.maxRecordBytes();
        this.timestamp = timestamp >= 0 && limit.takesTimestamp(timestamp, nowMillis) ? timestamp : null;
        this.key = key;
        this.value = value;
        if (this.timestamp == null && timestamp >= 0) {
            withHeader(DeadLetterHeaders.ORIGINAL_TIMESTAMP, Long.toString(timestamp));
        }
    }

    FittedRecord withInputHeaders(Origin.Header[] headers) {
        inputHeaders = Arrays.asList(headers);
        return this;
    }

    FittedRecord withHeader(String name, String text) {
        String bounded = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "..";
        ownHeaders.add(new Origin.Header(name, bounded.getBytes(UTF_8)));
        return this;
    }

    /** For a value that is of use in parts. */
    ProducerRecord<byte[], byte[]> fit() {
        if (size() > largestRecord) {
            shrinkAround(0);
            shrinkValue();
        }
        return record();
    }

    /** For a value that is of use whole or not at all; what still does not fit, the broker refuses. */
    ProducerRecord<byte[], byte[]> fitWithWholeValue() {
        if (size() > largestRecord) {
            shrinkAround(length(value));
        }
        return record();
    }

    /**
     * For a record that is of use whole or not at all, its key included.
     *
     * @throws RecordTooLargeException if the topic cannot take it; what is larger by less than the framing, the broker refuses
     */
    ProducerRecord<byte[], byte[]> whole() {
        long least = BATCH_BYTES + (long) length(key) + length(value);
        if (least > largestRecord) {
            throw new RecordTooLargeException("A record for topic " + topic + " takes " + least
                    + " bytes, and can have " + largestRecord + ": raise the topic's max.message.bytes, or the"
                    + " producer's max.request.size if that is lower.");
        }
        return record();
    }

    private ProducerRecord<byte[], byte[]> record() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, null, timestamp, key, value);
        inputHeaders.forEach(header -> record.headers().add(header.name(), header.value()));
        ownHeaders.forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }

    /** @param valueBytes what has to stay of the value */
    private void shrinkAround(int valueBytes) {
        if (sizeBesideValue() + valueBytes > largestRecord && !inputHeaders.isEmpty()) {
            withHeader(DeadLetterHeaders.HEADERS_DROPPED, Integer.toString(inputHeaders.size()));
            inputHeaders = List.of();
        }
        if (sizeBesideValue() + valueBytes > largestRecord && key != null) {
            withHeader(DeadLetterHeaders.KEY_DROPPED_BYTES, Integer.toString(key.length));
            key = null;
        }
    }

    private void shrinkValue() {
        int room = (int) Math.max(0, largestRecord - sizeBesideValue());
        if (length(value) > room) {
            withHeader(DeadLetterHeaders.TRUNCATED_FROM_BYTES, Integer.toString(value.length));
            withHeader(DeadLetterHeaders.VALUE_SHA256, sha256(value));
            value = Arrays.copyOf(value, room);
        }
    }

    private long sizeBesideValue() {
        return size() - length(value) + MARKERS_BYTES;
    }

    private long size() {
        long size = FRAMING_BYTES + (long) length(key) + length(value);
        for (List<Origin.Header> headers : List.of(inputHeaders, ownHeaders)) {
            for (Origin.Header header : headers) {
                // A character is at most 3 bytes of UTF-8; counting exactly would encode every name twice.
                size += HEADER_FRAMING_BYTES + 3L * header.name().length() + length(header.value());
            }
        }
        return size;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
