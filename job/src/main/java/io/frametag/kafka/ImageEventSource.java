package io.frametag.kafka;

import io.frametag.config.KafkaConfig;
import io.frametag.kafka.history.RangedSource;
import io.frametag.pipeline.RawRecord;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Committed records of the input topics, from the group's offsets or another place, on and on or to an end. Offsets are committed
 * with checkpoints, for people and tools to see; the job itself restores them from its state.
 */
public final class ImageEventSource {
    private static final String ELEMENT_QUEUE_BATCHES = "1";

    /**
     * The operating system lets it grow to what the connection can use. Kafka's own 64 KiB is less than an image: a fetch came
     * in dozens of pieces, and each wakes the fetching thread.
     */
    private static final String RECEIVE_BUFFER_BY_SYSTEM = "-1";

    private ImageEventSource() {}

    public static Source<RawRecord, ?, ?> of(KafkaConfig config) {
        KafkaSourceBuilder<RawRecord> source = KafkaSource.<RawRecord>builder()
                .setBootstrapServers(config.bootstrapServers())
                .setGroupId(config.groupId())
                .setDeserializer(new RawRecords())
                .setProperty(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY.key(), ELEMENT_QUEUE_BATCHES)
                .setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER_BY_SYSTEM)
                .setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(config.fetchBytes()))
                .setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(config.fetchBytes()))
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(config.recordsPerPoll()));
        config.properties().forEach(source::setProperty);
        // Last, so that no property undoes it: labels of an aborted producer's frames would be labels of nothing.
        source.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return RangedSource.of(source, config);
    }
}
