package io.frametag.tools.verify;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds in a record of an output topic which input it answers. */
@FunctionalInterface
interface OutcomeReader {
    /** @throws UnreadableOutcomeException if the record does not say, in a way that can be read, which input it answers */
    Outcome read(ConsumerRecord<byte[], byte[]> record) throws UnreadableOutcomeException;
}
