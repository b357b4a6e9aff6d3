package io.frametag.kafka;

import io.frametag.config.DeliveryConfig;
import io.frametag.config.KafkaConfig;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * One sink for labels, dead letters and shed frames: under exactly-once all become visible by one transaction, so that no
 * reader ever sees a checkpoint's labels without its dead letters.
 */
public final class OutcomeSink {
    private OutcomeSink() {}

    public static Sink<Outcome> of(KafkaConfig kafka, DeliveryConfig delivery, String runId, Clock clock) {
        SinkProducer producer = SinkProducer.of(kafka, delivery);
        return ReleasingSink.of(
                producer.sink(
                        delivery.transactionPrefix(),
                        new OutcomeRecords(kafka, producer.largestRequest(), runId, clock)),
                delivery.longestHold(),
                clock);
    }
}
