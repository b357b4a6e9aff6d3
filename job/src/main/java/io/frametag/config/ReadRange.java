package io.frametag.config;

import io.frametag.config.Bound.AtOffset;
import io.frametag.config.Bound.AtTime;
import io.frametag.config.Bound.Place;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which part of the input topics is read. A bound for all partitions comes first, if there is one; offsets of single ones stand
 * behind it, and outweigh it.
 *
 * @param from where partitions begin that no bound is for: at the earliest
 * @param until where partitions end that no bound is for: at the latest; empty for a job without an end
 */
public record ReadRange(List<Bound> from, List<Bound> until) implements Serializable {
    /** Where a new job begins that was told nothing. */
    public static final ReadRange ENDLESS = new ReadRange(List.of(Place.COMMITTED), List.of());

    private static final List<Bound> LATEST = List.of(Place.LATEST);
    /** By how much two machines' clocks may differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    public ReadRange {
        from = List.copyOf(from);
        until = List.copyOf(until);
    }

    /**
     * @param until null if it was not given
     * @param now by the wall clock
     * @throws ConfigException if a bound cannot be read, or the two contradict each other
     */
    static ReadRange parse(List<String> from, List<String> until, InputTopics topics, Instant now) {
        ReadRange range = new ReadRange(
                bounds("from", from, topics, now), until == null ? List.of() : bounds("until", until, topics, now));
        if (range.until.contains(Place.COMMITTED) || range.until.contains(Place.EARLIEST)) {
            throw new ConfigException("--until is '" + range.until.get(0) + "': it is latest, a time, or offsets.");
        }
        if (range.from.equals(LATEST) && range.until.equals(LATEST)) {
            throw new ConfigException("--from is latest, and --until is latest, too: there would be nothing to read.");
        }
        range.checkOrder();
        return range;
    }

    /** @return whether the job ends by itself */
    public boolean bounded() {
        return !until.isEmpty();
    }

    /** @return whether it ends at what is there when it starts, and nowhere earlier */
    boolean untilLatest() {
        return until.equals(LATEST);
    }

    private static List<Bound> bounds(String option, List<String> texts, InputTopics topics, Instant now) {
        if (texts.isEmpty()) {
            throw new ConfigException("--" + option + " is empty: give it a value or leave it out.");
        }
        List<Bound> bounds =
                texts.stream().map(text -> bound(option, text.strip())).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < bounds.size(); i++) {
            Bound bound = bounds.get(i);
            if (bound instanceof AtOffset offset) {
                checkTopic(option, offset, topics);
                if (!seen.add(offset.place())) {
                    throw new ConfigException("--" + option + " has two offsets for partition " + offset.place() + ".");
                }
            } else if (i > 0) {
                throw new ConfigException("--" + option + " has '" + bound + "' behind '" + bounds.get(0)
                        + "': what is for all partitions comes first, and once; then come the offsets of single ones.");
            }
            if (bound instanceof AtTime time && time.time().isAfter(now.plus(CLOCKS))) {
                throw new ConfigException(
                        "--" + option + " is " + time + ", which is yet to come: the job does not wait"
                                + " for it. Give a time that has passed, or latest.");
            }
        }
        return bounds;
    }

    private static Bound bound(String option, String text) {
        try {
            return Bound.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--" + option + ": " + e.getMessage() + ".");
        }
    }

    private static void checkTopic(String option, AtOffset offset, InputTopics topics) {
        if (offset.topic() == null && !topics.areOne()) {
            throw new ConfigException("--" + option + " is '" + offset
                    + "', and there may be several input topics: write" + " TOPIC:PARTITION:OFFSET.");
        }
        if (offset.topic() != null && !topics.has(offset.topic())) {
            throw new ConfigException("--" + option + " is '" + offset + "', and " + offset.topic()
                    + " is no input topic: those are " + topics + ".");
        }
    }

    /** As far as can be told without the topics. */
    private void checkOrder() {
        for (Bound end : until) {
            for (Bound start : from) {
                boolean times = start instanceof AtTime first
                        && end instanceof AtTime last
                        && !last.time().isAfter(first.time());
                boolean offsets = start instanceof AtOffset first
                        && end instanceof AtOffset last
                        && last.partition() == first.partition()
                        && (first.topic() == null
                                || last.topic() == null
                                || first.topic().equals(last.topic()))
                        && last.offset() < first.offset();
                if (times || offsets) {
                    throw new ConfigException("--until is " + end + ", which is not behind --from, " + start
                            + ": there would be nothing to read.");
                }
            }
        }
    }

    @Override
    public String toString() {
        return "from " + text(from) + (bounded() ? " until " + text(until) : "");
    }

    private static String text(List<Bound> bounds) {
        return bounds.stream().map(Bound::toString).collect(Collectors.joining(";"));
    }
}
