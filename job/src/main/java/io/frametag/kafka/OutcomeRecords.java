package io.frametag.kafka;

import io.frametag.avro.AvroOutcomes;
import io.frametag.config.KafkaConfig;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.Outcome.Shed;
import io.frametag.pipeline.OutcomeMetrics;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An outcome as a Kafka record: labels, dead letters and shed frames, each to their topic. Counts them on the way. */
final class OutcomeRecords implements KafkaRecordSerializationSchema<Outcome>, KafkaDatasetFacetProvider {
    private final KafkaConfig kafka;
    private final int largestRequest;
    private final String runId;
    private final Clock clock;

    private transient LabelRecords labels;
    private transient DeadLetterRecords deadLetters;
    private transient ShedRecords shedFrames;
    private transient OutcomeMetrics metrics;

    /** @param largestRequest the producer's own limit in bytes; the topics may have lower ones */
    OutcomeRecords(KafkaConfig kafka, int largestRequest, String runId, Clock clock) {
        this.kafka = kafka;
        this.largestRequest = largestRequest;
        this.runId = runId;
        this.clock = clock;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        if (labels != null) {
            // The exactly-once writer opens this twice; what is registered a second time is not reported.
            return;
        }
        // Asked at each start: after a topic's limit was lowered, the restarted job fits its records to the new one.
        TopicLimits limits = TopicLimits.ask(kafka, largestRequest);
        AvroOutcomes outcomes = new AvroOutcomes(runId);
        labels = new LabelRecords(kafka.labelsTopic(), limits.of(kafka.labelsTopic()), outcomes);
        deadLetters = new DeadLetterRecords(kafka.deadLettersTopic(), limits.of(kafka.deadLettersTopic()), runId);
        if (kafka.shedTopic() != null) {
            shedFrames = new ShedRecords(kafka.shedTopic(), limits.of(kafka.shedTopic()), outcomes);
        }
        metrics = new OutcomeMetrics(context.getMetricGroup());
    }

    /** The sink must know its topics beforehand, to find transactions that an earlier attempt left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(kafka.outputTopics())));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Outcome outcome, KafkaSinkContext sink, Long timestamp) {
        long now = clock.wallMicros();
        metrics.count(outcome, now);
        if (outcome instanceof Rejected rejected) {
            return deadLetters.of(rejected, now);
        }
        if (outcome instanceof Shed shed) {
            return shedFrames.of(shed, now);
        }
        return labels.of((Labelled) outcome, now);
    }
}
