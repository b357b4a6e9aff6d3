package io.frametag.faults;

import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a consumer was told of each segment, in the order of its partition. Not thread-safe. */
final class SegmentBook {
    private final Map<String, List<SegmentState>> said = new LinkedHashMap<>();
    /** A label's segments in a stream, by their start: one must be over before the next begins. */
    private final Map<List<Object>, TreeMap<Instant, String>> byLabel = new HashMap<>();

    void add(Segment segment) {
        said.computeIfAbsent(segment.getSegmentId(), id -> new ArrayList<>()).add(segment.getState());
        byLabel.computeIfAbsent(List.of(segment.getStreamId(), segment.getLabelIndex()), label -> new TreeMap<>())
                .put(segment.getStartAt(), segment.getSegmentId());
    }

    /**
     * @param exactlyOnce whether each must have been opened once, and closed once if the label was shown again later; else
     *     it is enough that each was opened before it was closed
     * @throws FaultFailure if it is not so, or there are no segments
     */
    void check(boolean exactlyOnce) {
        if (said.isEmpty()) {
            throw new FaultFailure("There are no segments.");
        }
        said.forEach((id, states) -> {
            boolean fine = exactlyOnce
                    ? states.equals(List.of(SegmentState.OPEN))
                            || states.equals(List.of(SegmentState.OPEN, SegmentState.CLOSED))
                    : states.get(0) == SegmentState.OPEN;
            if (!fine) {
                throw new FaultFailure("Segment " + id + " is " + states + ".");
            }
        });
        if (exactlyOnce && leftOpen() > 0) {
            throw new FaultFailure(leftOpen() + " segments were never closed although their label was shown again.");
        }
    }

    /** @return how many there are and how they ended, in words */
    String summary() {
        long closed = said.values().stream().filter(SegmentBook::isClosed).count();
        long again = said.values().stream()
                .mapToLong(states -> states.size() - states.stream().distinct().count())
                .sum();
        String summary =
                String.format(Locale.ROOT, "%,d segments were opened, and %,d of them closed", said.size(), closed);
        if (again > 0) {
            summary += String.format(Locale.ROOT, "; records that came again: %,d", again);
        }
        if (leftOpen() > 0) {
            summary += String.format(Locale.ROOT, "; left open: %,d", leftOpen());
        }
        return summary;
    }

    /** @return segments that were never closed, although their label was shown again later */
    private long leftOpen() {
        return byLabel.values().stream()
                .flatMap(segments -> segments.headMap(segments.lastKey()).values().stream())
                .filter(id -> !isClosed(said.get(id)))
                .count();
    }

    private static boolean isClosed(List<SegmentState> states) {
        return states.contains(SegmentState.CLOSED);
    }
}
