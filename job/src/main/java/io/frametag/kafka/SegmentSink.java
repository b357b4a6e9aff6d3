package io.frametag.kafka;

import io.frametag.config.JobConfig;
import io.frametag.model.ModelId;
import io.frametag.pipeline.Clock;
import io.frametag.segment.Segment;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Segments to their own topic, with the delivery of the outcomes but by transactions of their own: a segment is made of many
 * frames' labels, in another task, so that no transaction could hold the two together.
 */
public final class SegmentSink {
    /**
     * Behind the outcomes' prefix, so that one rule of access holds for both. That the outcomes' is then the beginning of it
     * does no harm: a sink looks for transactions that an earlier attempt left open in its own topics only.
     */
    private static final String TRANSACTIONS = "-segments";

    private SegmentSink() {}

    public static Sink<Segment> of(JobConfig config, ModelId model, Clock clock) {
        SinkProducer producer = SinkProducer.of(config.kafka(), config.delivery());
        SegmentRecords records = new SegmentRecords(
                config.kafka(), config.segments().topic(), producer.largestRequest(), model, config.runId(), clock);
        return ReleasingSink.of(producer.sink(config.delivery().transactionPrefix() + TRANSACTIONS, records));
    }
}
