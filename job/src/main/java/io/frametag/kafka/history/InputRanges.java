package io.frametag.kafka.history;

import io.frametag.config.Bound;
import io.frametag.config.Bound.AtOffset;
import io.frametag.config.Bound.AtTime;
import io.frametag.config.Bound.Place;
import io.frametag.config.KafkaConfig;
import io.frametag.config.ReadRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the offsets that {@code --from} and {@code --until} mean. */
final class InputRanges {
    private static final Logger LOG = LoggerFactory.getLogger(InputRanges.class);

    private final InputAdmin admin;
    private final ReadRange asked;
    private final String groupId;
    private final SortedMap<TopicPartition, Long> beginnings;
    private final SortedMap<TopicPartition, Long> ends;

    private InputRanges(InputAdmin admin, KafkaConfig kafka, Collection<TopicPartition> partitions) {
        this.admin = admin;
        this.asked = kafka.range();
        this.groupId = kafka.groupId();
        this.beginnings = admin.beginnings(partitions);
        this.ends = admin.committedEnds(partitions);
    }

    /**
     * @param partitions of the input topics, all of them
     * @return a range for each, in the order of topic and partition; where the job has no end, to the end of what is committed
     *     now
     * @throws InputRangeException if a bound names what the topics do not have
     */
    static Map<TopicPartition, InputRange> ask(
            InputAdmin admin, KafkaConfig kafka, Collection<TopicPartition> partitions) {
        return new InputRanges(admin, kafka, partitions).ranges();
    }

    private Map<TopicPartition, InputRange> ranges() {
        Map<TopicPartition, Long> first = applied("from", asked.from(), beginnings);
        Map<TopicPartition, Long> behindLast = applied("until", asked.until(), ends);
        Map<TopicPartition, InputRange> ranges = new TreeMap<>(InputAdmin.ORDER);
        first.forEach((partition, from) -> ranges.put(partition, range(partition, from, behindLast.get(partition))));
        return ranges;
    }

    private InputRange range(TopicPartition partition, long from, long until) {
        if (from <= until) {
            return new InputRange(from, until);
        }
        boolean byTheGroup = asked.from().contains(Place.COMMITTED)
                && asked.from().stream().noneMatch(bound -> isOf(bound, partition));
        if (byTheGroup || !asked.bounded()) {
            // The group has been there: nothing is left to be done.
            return new InputRange(until, until);
        }
        throw new InputRangeException("The range of " + partition + " would end, at offset " + until
                + ", before it begins, at offset " + from + ": give a --from that is not behind --until.");
    }

    private Map<TopicPartition, Long> applied(
            String option, List<Bound> bounds, SortedMap<TopicPartition, Long> unbounded) {
        Map<TopicPartition, Long> result = new TreeMap<>(unbounded);
        for (Bound bound : bounds) {
            if (bound instanceof Place place) {
                result.putAll(
                        switch (place) {
                            case EARLIEST -> beginnings;
                            case LATEST -> ends;
                            case COMMITTED -> committed();
                        });
            } else if (bound instanceof AtTime time) {
                result.putAll(ends);
                admin.at(time.millis(), ends.keySet())
                        .forEach((partition, offset) -> result.put(partition, Math.min(offset, ends.get(partition))));
            } else if (bound instanceof AtOffset offset) {
                apply(option, offset, result);
            }
        }
        return result;
    }

    /** Where the group stands, but for partitions that have nothing there: retention took it, or it is another topic now. */
    private Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> result = new TreeMap<>(beginnings);
        Map<TopicPartition, Long> whole = admin.ends(beginnings.keySet());
        admin.groupOffsets(beginnings.keySet()).forEach((partition, offset) -> {
            if (offset >= beginnings.get(partition) && offset <= whole.get(partition)) {
                result.put(partition, offset);
            } else {
                LOG.warn(
                        "Group {} has committed offset {} of {}, which holds offsets from {} to before {}: it is read from {}.",
                        groupId,
                        offset,
                        partition,
                        beginnings.get(partition),
                        whole.get(partition),
                        beginnings.get(partition));
            }
        });
        return result;
    }

    private void apply(String option, AtOffset bound, Map<TopicPartition, Long> result) {
        List<TopicPartition> meant = beginnings.keySet().stream()
                .filter(partition -> isOf(bound, partition))
                .toList();
        if (meant.isEmpty()) {
            throw new InputRangeException("--" + option + " names " + bound
                    + ", and the input has no such partition: it has " + beginnings.keySet() + ".");
        }
        for (TopicPartition partition : meant) {
            long first = beginnings.get(partition);
            long end = ends.get(partition);
            if (bound.offset() < first || bound.offset() > end) {
                throw new InputRangeException("--" + option + " names " + bound + ", and " + partition
                        + " holds committed records from offset " + first + " to before " + end
                        + ": give one of these, or " + end + " for the end.");
            }
            result.put(partition, bound.offset());
        }
    }

    private static boolean isOf(Bound bound, TopicPartition partition) {
        return Optional.of(bound)
                .filter(AtOffset.class::isInstance)
                .map(AtOffset.class::cast)
                .filter(offset -> offset.isOf(partition.topic(), partition.partition()))
                .isPresent();
    }
}
