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
     * @param asked for each partition the inputs from the first to the last whose replay is asked about: no others are
     *     remembered, whatever the topic's records name
     * @param inputs what the input topic holds
     */
    static ReplayHistory read(
            TopicScan scan,
            String topic,
            Map<TopicPartition, OffsetRange> asked,
            Map<TopicPartition, OffsetRange> inputs)
            throws TopicsException {
        Map<TopicPartition, OffsetRange> ranges = new LinkedHashMap<>();
        asked.forEach((partition, letters) -> {
            OffsetRange held = inputs.get(partition);
            if (held != null) {
                // Before what the topic holds: deleted. Behind it: another topic had this name. Both mean all that is
                // there.
                ranges.put(
                        partition,
                        held.contains(letters.from()) ? new OffsetRange(letters.from(), held.until()) : held);
            }
        });
        RecordSet replayed = new RecordSet();
        RecordSet replays = new RecordSet();
        scan.scan(topic, ranges, Content.NONE, input -> note(input, asked, replayed, replays));
        // The headers of a dead letter do not suffice: they may have been left out to make it fit.
        return letter -> letter.isReplay() || replays.contains(letter.input()) || replayed.contains(letter.input());
    }

    private static void note(
            ConsumerRecord<?, ?> input, Map<TopicPartition, OffsetRange> asked, RecordSet replayed, RecordSet replays) {
        RecordAt at = RecordAt.of(input);
        if (Marker.isIn(input.headers(), at.inPartition())) {
            replays.add(at);
            Marker.firstInput(input.headers(), at.inPartition())
                    .filter(named -> asked.get(named.inPartition()).contains(named.offset()))
                    .ifPresent(replayed::add);
        }
    }
}
