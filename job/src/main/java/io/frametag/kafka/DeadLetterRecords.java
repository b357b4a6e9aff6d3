package io.frametag.kafka;

import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.schema.DeadLetterHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A rejected record: key, value, timestamp and headers as they were, and the reason in further headers. */
final class DeadLetterRecords {
    private final String topic;
    private final int largestRecord;
    private final String runId;

    DeadLetterRecords(String topic, int largestRecord, String runId) {
        this.topic = topic;
        this.largestRecord = largestRecord;
        this.runId = runId;
    }

    ProducerRecord<byte[], byte[]> of(Rejected rejected) {
        Origin origin = rejected.origin();
        return new FittedRecord(
                        topic,
                        largestRecord,
                        origin.timestamp(),
                        origin.key(),
                        rejected.input().value())
                .withInputHeaders(origin.headers())
                .withHeader(DeadLetterHeaders.TOPIC, origin.topic())
                .withHeader(DeadLetterHeaders.PARTITION, Integer.toString(origin.partition()))
                .withHeader(DeadLetterHeaders.OFFSET, Long.toString(origin.offset()))
                .withHeader(DeadLetterHeaders.STAGE, rejected.stage().uid())
                .withHeader(DeadLetterHeaders.EXCEPTION_CLASS, rejected.exceptionClass())
                .withHeader(DeadLetterHeaders.EXCEPTION_MESSAGE, rejected.message())
                .withHeader(DeadLetterHeaders.REASON, rejected.reason().name())
                .withHeader(DeadLetterHeaders.RUN_ID, runId)
                .fit();
    }
}
