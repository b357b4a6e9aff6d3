package io.frametag.kafka.history;

import io.frametag.config.KafkaConfig;
import java.util.Collection;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the partitions of a new job begin, or end, found by the JobManager and kept in the job's state. Not by the connector's own
 * means, which know no end of what is committed: a job up to the end of all that is written would wait for whoever has a
 * transaction open.
 */
@SuppressWarnings("deprecation") // The connector takes no other type than Kafka's old OffsetResetStrategy.
final class RangeOffsets implements OffsetsInitializer {
    private static final Logger LOG = LoggerFactory.getLogger(RangeOffsets.class);

    private final KafkaConfig kafka;
    private final boolean ends;
    /** Once the JobManager has asked. */
    private transient volatile long recordsToRead;

    private RangeOffsets(KafkaConfig kafka, boolean ends) {
        this.kafka = kafka;
        this.ends = ends;
    }

    static OffsetsInitializer beginnings(KafkaConfig kafka) {
        return new RangeOffsets(kafka, false);
    }

    static RangeOffsets ends(KafkaConfig kafka) {
        return new RangeOffsets(kafka, true);
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever unused) {
        try (InputAdmin admin = new InputAdmin(kafka)) {
            Map<TopicPartition, InputRange> ranges = InputRanges.ask(admin, kafka, partitions);
            if (ends) {
                ranges.forEach((partition, range) -> LOG.info("To be read of {}: {}", partition, range));
                recordsToRead = ranges.values().stream()
                        .mapToLong(range -> range.until() - range.from())
                        .sum();
            }
            ToLongFunction<InputRange> offset = ends ? InputRange::until : InputRange::from;
            return ranges.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, range -> offset.applyAsLong(range.getValue())));
        }
    }

    /** @return offsets in all ranges, or 0 before they are known */
    long recordsToRead() {
        return recordsToRead;
    }

    /** Where retention is faster than the job, it goes on with the first record that is left. */
    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }
}
