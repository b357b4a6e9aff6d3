package io.frametag.tools.verify;

import io.frametag.config.Bound;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Finds the offsets that a request's bounds mean. */
final class InputRanges {
    private final TopicOffsets offsets;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;

    InputRanges(TopicOffsets offsets, List<String> topics) throws TopicsException {
        this.offsets = offsets;
        this.beginnings = offsets.beginnings(topics);
        this.ends = offsets.committedEnds(beginnings.keySet());
    }

    /**
     * @return a range for every partition, in the order of topic and partition
     * @throws UnusableRangeException if a bound names what the topic does not have
     */
    Map<TopicPartition, OffsetRange> between(List<Bound> from, List<Bound> until) throws TopicsException {
        Map<TopicPartition, Long> first = applied(from, beginnings);
        Map<TopicPartition, Long> behindLast = applied(until, ends);
        Map<TopicPartition, OffsetRange> ranges = new LinkedHashMap<>();
        for (TopicPartition partition : beginnings.keySet()) {
            long start = first.get(partition);
            long end = behindLast.get(partition);
            if (end < start) {
                throw new UnusableRangeException("The range of " + partition + " would end, at offset " + end
                        + ", before it begins, at offset " + start + ": give a --from that is not behind --until.");
            }
            ranges.put(partition, new OffsetRange(start, end));
        }
        return ranges;
    }

    private Map<TopicPartition, Long> applied(List<Bound> bounds, Map<TopicPartition, Long> unbounded)
            throws TopicsException {
        Map<TopicPartition, Long> result = new LinkedHashMap<>(unbounded);
        for (Bound bound : bounds) {
            if (bound instanceof Bound.Place place) {
                // Where a group stood when a job began, nobody knows any more.
                result.putAll(place == Bound.Place.LATEST ? ends : beginnings);
            } else if (bound instanceof Bound.AtTime time) {
                offsets.at(time.millis(), beginnings.keySet())
                        .forEach((partition, found) -> result.put(
                                partition, found < 0 ? ends.get(partition) : Math.min(found, ends.get(partition))));
            } else if (bound instanceof Bound.AtOffset offset) {
                apply(offset, result);
            }
        }
        return result;
    }

    private void apply(Bound.AtOffset bound, Map<TopicPartition, Long> result) throws UnusableRangeException {
        List<TopicPartition> meant = beginnings.keySet().stream()
                .filter(partition -> bound.isOf(partition.topic(), partition.partition()))
                .toList();
        if (meant.isEmpty()) {
            throw new UnusableRangeException(
                    "There is no partition for " + bound + ": the input has " + beginnings.keySet() + ".");
        }
        for (TopicPartition partition : meant) {
            long first = beginnings.get(partition);
            long end = ends.get(partition);
            if (bound.offset() < first || bound.offset() > end) {
                throw new UnusableRangeException("Offset " + bound.offset() + " of " + partition
                        + " is not there to be verified: the partition holds offsets from " + first + " to before "
                        + end
                        + ".");
            }
            result.put(partition, bound.offset());
        }
    }
}
