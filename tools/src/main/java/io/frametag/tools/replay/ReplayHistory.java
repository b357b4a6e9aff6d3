package io.frametag.tools.replay;

import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What was replayed before, as the markers in the input topic tell. */
interface ReplayHistory {
    /** Of nothing, for whoever replays again what was replayed. */
    ReplayHistory BLANK = letter -> false;

    /** @return whether the dead letter was replayed, or is itself of a replay */
    boolean has(DeadLetter letter);

    /**
     * Reads the input topic. A replay stands in its input's partition, behind its input.
     *
     * @param first for each partition the first input whose replay is asked about
     * @param inputs what the input topic holds
     */
    static ReplayHistory read(
            TopicScan scan, String topic, Map<TopicPartition, Long> first, Map<TopicPartition, OffsetRange> inputs)
            throws TopicsException {
        Map<TopicPartition, OffsetRange> ranges = new LinkedHashMap<>();
        first.forEach((partition, offset) -> {
            OffsetRange held = inputs.get(partition);
            if (held != null) {
                // Before what the topic holds: deleted. Behind it: another topic had this name. Both mean all that is
                // there.
                ranges.put(partition, held.contains(offset) ? new OffsetRange(offset, held.until()) : held);
            }
        });
        RecordSet replayed = new RecordSet();
        RecordSet replays = new RecordSet();
        scan.scan(topic, ranges, Content.NONE, input -> note(input, replayed, replays));
        // The headers of a dead letter do not suffice: they may have been left out to make it fit.
        return letter -> letter.isReplay() || replays.contains(letter.input()) || replayed.contains(letter.input());
    }

    private static void note(ConsumerRecord<?, ?> input, RecordSet replayed, RecordSet replays) {
        if (Marker.isIn(input.headers())) {
            replays.add(RecordAt.of(input));
            Marker.firstInput(input.headers()).ifPresent(replayed::add);
        }
    }
}
