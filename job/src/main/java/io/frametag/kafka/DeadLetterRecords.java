package io.frametag.kafka;

import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.schema.DeadLetterHeaders;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A rejected record: key, value, timestamp and headers as they were, and the reason in further headers. */
final class DeadLetterRecords {
    private final String topic;
    private final TopicLimit limit;
    private final String runId;

    DeadLetterRecords(String topic, TopicLimit limit, String runId) {
        this.topic = topic;
        this.limit = limit;
        this.runId = runId;
    }

    /** @param nowMicros wall clock, microseconds since the epoch */
    ProducerRecord<byte[], byte[]> of(Rejected rejected, long nowMicros) {
        Origin origin = rejected.origin();
        return new FittedRecord(
                        topic,
                        limit,
                        TimeUnit.MICROSECONDS.toMillis(nowMicros),
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
