package io.frametag.pipeline;

import java.util.HashMap;
import java.util.Map;

/** The highest offset of each partition. Frames come in runs of one partition: looks none up that is the same as before. */
final class LastOffsets {
    private record Partition(String topic, int number) {}

    private final Map<Partition, Long> offsets = new HashMap<>();
    private Partition partition;
    private long last;

    void add(Origin origin) {
        if (partition == null
                || partition.number() != origin.partition()
                || !partition.topic().equals(origin.topic())) {
            keep();
            partition = new Partition(origin.topic(), origin.partition());
            last = origin.offset();
        }
        last = Math.max(last, origin.offset());
    }

    /** Moves what is new since last time into a tally. */
    void drainTo(Map<String, Long> tally) {
        keep();
        partition = null;
        offsets.forEach(
                (partition, offset) -> tally.put(TallyNames.lastOffset(partition.topic(), partition.number()), offset));
        offsets.clear();
    }

    private void keep() {
        if (partition != null) {
            offsets.merge(partition, last, Math::max);
        }
    }
}
