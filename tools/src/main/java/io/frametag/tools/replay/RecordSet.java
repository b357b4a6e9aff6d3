package io.frametag.tools.replay;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Records by where they are. */
final class RecordSet {
    private final Map<TopicPartition, OffsetSet> partitions = new HashMap<>();

    /** @return whether it is new */
    boolean add(RecordAt record) {
        return partitions
                .computeIfAbsent(record.inPartition(), partition -> new OffsetSet())
                .add(record.offset());
    }

    boolean contains(RecordAt record) {
        OffsetSet offsets = partitions.get(record.inPartition());
        return offsets != null && offsets.contains(record.offset());
    }
}
