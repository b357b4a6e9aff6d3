package io.frametag.tools.replay;

import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** What the input topic holds at a moment. */
final class InputTopic {
    private InputTopic() {}

    /**
     * Asks Kafka.
     *
     * @return every partition to its very end, since an earlier replay may stand behind a transaction that is open: who
     *     reads that far waits for the transaction
     */
    static Map<TopicPartition, OffsetRange> ranges(KafkaAccess kafka, String topic) throws TopicsException {
        try (Admin admin = kafka.admin()) {
            TopicOffsets offsets = new TopicOffsets(kafka, admin);
            Map<TopicPartition, Long> beginnings = offsets.beginnings(List.of(topic));
            Map<TopicPartition, Long> ends = offsets.ends(beginnings.keySet());
            Map<TopicPartition, OffsetRange> ranges = new LinkedHashMap<>();
            beginnings.forEach(
                    (partition, beginning) -> ranges.put(partition, new OffsetRange(beginning, ends.get(partition))));
            return ranges;
        }
    }
}
