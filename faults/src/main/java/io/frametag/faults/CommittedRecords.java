package io.frametag.faults;

import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** What a {@code read_committed} consumer gets of a topic that nobody writes to any more. */
final class CommittedRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private CommittedRecords() {}

    /**
     * @return all of it, those of a partition in order
     * @throws FaultFailure if a record is not what it should be
     */
    static <T extends SpecificRecordBase> List<T> of(String bootstrapServers, String topic, SingleObjectCodec<T> codec)
            throws TopicsException {
        KafkaAccess kafka = new KafkaAccess(Map.of("bootstrap.servers", bootstrapServers), PATIENCE);
        List<T> records = new ArrayList<>();
        new TopicScan(kafka, ScanProgress.NONE).scan(topic, all(kafka, topic), Content.VALUE, record -> {
            try {
                records.add(codec.decode(record.value(), null));
            } catch (WireFormatException e) {
                throw new FaultFailure(
                        topic + "-" + record.partition() + "@" + record.offset() + ": " + e.getMessage(), e);
            }
        });
        return records;
    }

    private static Map<TopicPartition, OffsetRange> all(KafkaAccess kafka, String topic) throws TopicsException {
        try (Admin admin = kafka.admin()) {
            TopicOffsets offsets = new TopicOffsets(kafka, admin);
            Map<TopicPartition, Long> beginnings = offsets.beginnings(List.of(topic));
            Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
            offsets.committedEnds(beginnings.keySet())
                    .forEach(
                            (partition, end) -> ranges.put(partition, new OffsetRange(beginnings.get(partition), end)));
            return ranges;
        }
    }
}
