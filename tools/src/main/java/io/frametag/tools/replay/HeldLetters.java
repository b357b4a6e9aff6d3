package io.frametag.tools.replay;

import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * What the dead letter topic holds at a moment.
 *
 * @param ranges every partition, as far as it can be read
 * @param heldBack what cannot be read yet
 */
record HeldLetters(Map<TopicPartition, OffsetRange> ranges, List<ReplayReport.HeldBack> heldBack) {
    /** Asks Kafka. */
    static HeldLetters now(KafkaAccess kafka, String topic) throws TopicsException {
        try (Admin admin = kafka.admin()) {
            TopicOffsets offsets = new TopicOffsets(kafka, admin);
            Map<TopicPartition, Long> beginnings = offsets.beginnings(List.of(topic));
            Map<TopicPartition, Long> ends = offsets.ends(beginnings.keySet());
            Map<TopicPartition, Long> committed = offsets.committedEnds(beginnings.keySet());
            Map<TopicPartition, OffsetRange> ranges = new LinkedHashMap<>();
            List<ReplayReport.HeldBack> heldBack = new ArrayList<>();
            beginnings.forEach((partition, beginning) -> {
                long until = committed.get(partition);
                long end = ends.get(partition);
                ranges.put(partition, new OffsetRange(beginning, until));
                if (until < end) {
                    heldBack.add(new ReplayReport.HeldBack(partition.topic(), partition.partition(), until, end));
                }
            });
            return new HeldLetters(ranges, heldBack);
        }
    }
}
