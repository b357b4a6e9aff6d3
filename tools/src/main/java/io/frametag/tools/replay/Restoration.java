package io.frametag.tools.replay;

import io.frametag.schema.DeadLetterHeaders;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.TopicsException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Gets back the record that was rejected: from the dead letter, or from the input topic if that has lost a part. */
final class Restoration {
    private final Map<TopicPartition, OffsetRange> inputs;
    private final Originals originals;

    /**
     * @param inputs the partitions that the input topic has
     * @param originals remains the caller's to close
     */
    Restoration(Map<TopicPartition, OffsetRange> inputs, Originals originals) {
        this.inputs = inputs;
        this.originals = originals;
    }

    /** @throws NotReplayableException if the record cannot be had as it was, or has no partition to go to */
    Restored of(DeadLetter letter) throws NotReplayableException, TopicsException {
        RecordAt input = letter.input();
        if (!inputs.containsKey(input.inPartition())) {
            throw new NotReplayableException(input.topic() + " has no partition " + input.partition()
                    + " now; another would break the order of" + " its stream.");
        }
        if (letter.lost().isEmpty()) {
            return new Restored(
                    letter.record().key(), letter.record().value(), letter.timestamp(), letter.inputHeaders(), false);
        }
        String lost = "The dead letter has lost " + String.join(" and ", letter.lost());
        ConsumerRecord<byte[], byte[]> original = originals
                .at(input)
                .orElseThrow(() -> new NotReplayableException(
                        lost + ", and the input topic does not have " + input + " any more."));
        if (!isOf(letter, original)) {
            throw new NotReplayableException(lost + ", and the record at " + input + " is another one.");
        }
        return new Restored(
                original.key(),
                original.value(),
                original.timestamp(),
                List.of(original.headers().toArray()),
                true);
    }

    /** Holds against each other whatever the dead letter still tells. A topic may have been deleted and made again. */
    private static boolean isOf(DeadLetter letter, ConsumerRecord<byte[], byte[]> original) {
        Map<String, String> added = letter.added();
        ConsumerRecord<byte[], byte[]> kept = letter.record();
        boolean value = added.containsKey(DeadLetterHeaders.TRUNCATED_FROM_BYTES)
                ? original.value() != null && sha256(original.value()).equals(added.get(DeadLetterHeaders.VALUE_SHA256))
                : Arrays.equals(original.value(), kept.value());
        boolean key = added.containsKey(DeadLetterHeaders.KEY_DROPPED_BYTES)
                ? original.key() != null
                        && Integer.toString(original.key().length)
                                .equals(added.get(DeadLetterHeaders.KEY_DROPPED_BYTES))
                : Arrays.equals(original.key(), kept.key());
        List<Header> headers = List.of(original.headers().toArray());
        boolean sameHeaders = added.containsKey(DeadLetterHeaders.HEADERS_DROPPED)
                ? Integer.toString(headers.size()).equals(added.get(DeadLetterHeaders.HEADERS_DROPPED))
                : headers.equals(letter.inputHeaders());
        boolean timestamp = letter.lost().contains(DeadLetter.TIMESTAMP) || original.timestamp() == letter.timestamp();
        return value && key && sameHeaders && timestamp;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
