package io.frametag.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.config.KafkaConfig;
import io.frametag.model.ModelId;
import io.frametag.pipeline.Clock;
import io.frametag.schema.EpochMicros;
import io.frametag.schema.FrameReference;
import io.frametag.schema.Model;
import io.frametag.schema.SegmentState;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.segment.Segment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A segment as an Avro {@link io.frametag.schema.Segment} under its id, so that a compacted topic keeps its last word. Without
 * its key such a topic would refuse it, and any other could not tell what it replaces: one that is too large fails the job.
 */
final class SegmentRecords implements KafkaRecordSerializationSchema<Segment>, KafkaDatasetFacetProvider {
    private final KafkaConfig kafka;
    private final String topic;
    private final int largestRequest;
    private final ModelId model;
    private final String runId;
    private final Clock clock;

    private transient TopicLimit limit;
    private transient SingleObjectCodec<io.frametag.schema.Segment> codec;

    /**
     * @param largestRequest the producer's own limit in bytes; the topic may have a lower one
     * @param model of the job; a segment whose best frame names another is of that
     */
    SegmentRecords(KafkaConfig kafka, String topic, int largestRequest, ModelId model, String runId, Clock clock) {
        this.kafka = kafka;
        this.topic = topic;
        this.largestRequest = largestRequest;
        this.model = model;
        this.runId = runId;
        this.clock = clock;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
        if (codec != null) {
            // The exactly-once writer opens this twice.
            return;
        }
        limit = TopicLimits.ask(kafka, largestRequest, List.of(topic)).of(topic);
        codec = SingleObjectCodec.segments();
    }

    /** The sink must know its topic beforehand, to find transactions that an earlier attempt left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Segment segment, KafkaSinkContext sink, Long timestamp) {
        return new FittedRecord(
                        topic,
                        limit,
                        TimeUnit.MICROSECONDS.toMillis(clock.wallMicros()),
                        TimeUnit.MICROSECONDS.toMillis(segment.endMicros()),
                        segment.id().getBytes(UTF_8),
                        codec.encode(avro(segment)))
                .whole();
    }

    private io.frametag.schema.Segment avro(Segment segment) {
        return new io.frametag.schema.Segment(
                segment.id(),
                segment.streamId(),
                segment.labelIndex(),
                segment.label(),
                state(segment.state()),
                EpochMicros.toInstant(segment.startMicros()),
                EpochMicros.toInstant(segment.endMicros()),
                segment.mean(),
                segment.peak(),
                segment.frames(),
                new FrameReference(
                        segment.best().topic(),
                        segment.best().partition(),
                        segment.best().offset(),
                        segment.best().sequence()),
                runId,
                model(segment.best().model()));
    }

    private Model model(ModelId bestFrames) {
        ModelId id = bestFrames == null ? model : bestFrames;
        return new Model(id.name(), id.version(), id.sha256());
    }

    private static SegmentState state(Segment.State state) {
        return switch (state) {
            case OPEN -> SegmentState.OPEN;
            case UPDATE -> SegmentState.UPDATE;
            case CLOSED -> SegmentState.CLOSED;
        };
    }
}
