package io.frametag.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.avro.AvroOutcomes;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A labelled frame as an Avro {@link ImageLabels} with the input's key, timestamp and headers. One thread only: it keeps
 * an encoder.
 */
final class LabelRecords {
    private final String topic;
    private final TopicLimit limit;
    private final AvroOutcomes outcomes;
    private final SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();

    LabelRecords(String topic, TopicLimit limit, AvroOutcomes outcomes) {
        this.topic = topic;
        this.limit = limit;
        this.outcomes = outcomes;
    }

    /** @param nowMicros wall clock, microseconds since the epoch */
    ProducerRecord<byte[], byte[]> of(Labelled labelled, long nowMicros) {
        Origin origin = labelled.origin();
        // The input's own key, so that frames which shared a partition share one again, in the same order.
        byte[] key = origin.key() != null
                ? origin.key()
                : labelled.frame().streamId().getBytes(UTF_8);
        return new FittedRecord(
                        topic,
                        limit,
                        TimeUnit.MICROSECONDS.toMillis(nowMicros),
                        origin.timestamp(),
                        key,
                        codec.encode(outcomes.labels(labelled, nowMicros)))
                .withInputHeaders(origin.headers())
                .fitWithWholeValue();
    }
}
