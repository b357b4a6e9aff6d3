package io.frametag.kafka;

import io.frametag.config.KafkaConfig;
import io.frametag.pipeline.RawRecord;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Committed records of the input topic, from the group's offsets or the earliest. Offsets are committed with checkpoints,
 * for people and tools to see; the job itself restores them from its state.
 */
public final class ImageEventSource {
    private static final String ELEMENT_QUEUE_BATCHES = "1";

    /**
     * The operating system lets it grow to what the connection can use. Kafka's own 64 KiB is less than an image: a fetch came
     * in dozens of pieces, and each wakes the fetching thread.
     */
    private static final String RECEIVE_BUFFER_BY_SYSTEM = "-1";

    private ImageEventSource() {}

    @SuppressWarnings("deprecation") // The connector takes no other type than Kafka's old OffsetResetStrategy.
    public static KafkaSource<RawRecord> of(KafkaConfig config) {
        KafkaSourceBuilder<RawRecord> source = KafkaSource.<RawRecord>builder()
                .setBootstrapServers(config.bootstrapServers())
                .setTopics(config.inputTopic())
                .setGroupId(config.groupId())
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new RawRecords())
                .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "true")
                .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "60000")
                .setProperty(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY.key(), ELEMENT_QUEUE_BATCHES)
                .setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER_BY_SYSTEM)
                .setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(config.fetchBytes()))
                .setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(config.fetchBytes()))
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(config.recordsPerPoll()));
        config.properties().forEach(source::setProperty);
        // Last, so that no property undoes it: labels of an aborted producer's frames would be labels of nothing.
        source.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        if (config.bounded()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }
}
