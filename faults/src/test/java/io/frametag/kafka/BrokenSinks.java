package io.frametag.kafka;

import io.frametag.config.JobConfig;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.SystemClock;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sinks that somebody might write by mistake. */
public final class BrokenSinks {
    private static final int LARGEST_REQUEST = 8 << 20;

    private BrokenSinks() {}

    /** Checkpoints do not wait for what is still in the producer's buffer. */
    public static KafkaSink<Outcome> withoutGuarantee(JobConfig config) {
        return sink(config, DeliveryGuarantee.NONE, records(config));
    }

    /** What is rejected is gone. */
    public static KafkaSink<Outcome> withoutRejects(JobConfig config) {
        return sink(config, DeliveryGuarantee.AT_LEAST_ONCE, new LabelsOnly(records(config)));
    }

    private static OutcomeRecords records(JobConfig config) {
        return new OutcomeRecords(config.kafka(), LARGEST_REQUEST, config.runId(), SystemClock.INSTANCE);
    }

    private static KafkaSink<Outcome> sink(
            JobConfig config, DeliveryGuarantee guarantee, KafkaRecordSerializationSchema<Outcome> records) {
        Properties producer = new Properties();
        config.kafka().properties().forEach(producer::setProperty);
        return KafkaSink.<Outcome>builder()
                .setBootstrapServers(config.kafka().bootstrapServers())
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(guarantee)
                .setRecordSerializer(records)
                .build();
    }

    private record LabelsOnly(OutcomeRecords records)
            implements KafkaRecordSerializationSchema<Outcome>, KafkaDatasetFacetProvider {
        @Override
        public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
            records.open(context, sink);
        }

        @Override
        public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
            return records.getKafkaDatasetFacet();
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Outcome outcome, KafkaSinkContext sink, Long timestamp) {
            // The connector takes null for nothing to write.
            return outcome instanceof Rejected ? null : records.serialize(outcome, sink, timestamp);
        }
    }
}
