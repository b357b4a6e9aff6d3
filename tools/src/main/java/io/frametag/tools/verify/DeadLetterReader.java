package io.frametag.tools.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.DeadLetterHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the coordinates in a dead letter's headers ({@link DeadLetterHeaders}). */
final class DeadLetterReader implements OutcomeReader {
    @Override
    public Outcome read(ConsumerRecord<byte[], byte[]> record) throws UnreadableOutcomeException {
        long partition = number(record, DeadLetterHeaders.PARTITION);
        if (partition < 0 || partition > Integer.MAX_VALUE) {
            throw new UnreadableOutcomeException(
                    "Its header " + DeadLetterHeaders.PARTITION + " is no partition: " + partition + ".");
        }
        return new Outcome(
                Outcome.Kind.DEAD_LETTER,
                new InputPartition(text(record, DeadLetterHeaders.TOPIC), (int) partition),
                number(record, DeadLetterHeaders.OFFSET),
                text(record, DeadLetterHeaders.RUN_ID));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) throws UnreadableOutcomeException {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new UnreadableOutcomeException("It has no header " + name + ".");
        }
        return new String(header.value(), UTF_8);
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name) throws UnreadableOutcomeException {
        String text = text(record, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableOutcomeException("Its header " + name + " is no whole number: '" + text + "'.", e);
        }
    }
}
