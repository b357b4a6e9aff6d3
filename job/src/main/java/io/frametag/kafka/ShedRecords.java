package io.frametag.kafka;

import io.frametag.avro.AvroOutcomes;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Shed;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A shed frame as an Avro {@link ShedFrame} with the input's key and timestamp; nothing of its value or headers. One thread
 * only: it keeps an encoder.
 */
final class ShedRecords {
    private final String topic;
    private final TopicLimit limit;
    private final AvroOutcomes outcomes;
    private final SingleObjectCodec<ShedFrame> codec = SingleObjectCodec.shedFrames();

    ShedRecords(String topic, TopicLimit limit, AvroOutcomes outcomes) {
        this.topic = topic;
        this.limit = limit;
        this.outcomes = outcomes;
    }

    /** @param nowMicros wall clock, microseconds since the epoch */
    ProducerRecord<byte[], byte[]> of(Shed shed, long nowMicros) {
        Origin origin = shed.origin();
        return new FittedRecord(
                        topic,
                        limit,
                        TimeUnit.MICROSECONDS.toMillis(nowMicros),
                        origin.timestamp(),
                        origin.key(),
                        codec.encode(outcomes.shed(shed)))
                .fitWithWholeValue();
    }
}
