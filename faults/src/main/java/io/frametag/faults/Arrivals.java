package io.frametag.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each stream's labels arrived, by the monotonic clock. By stream, because tasks share nothing: while one is down,
 * the streams of the others may go on. Thread-safe.
 */
final class Arrivals {
    private final Map<String, List<Long>> nanos = new HashMap<>();

    /** @param at not before the stream's last one */
    synchronized void add(String stream, long at) {
        nanos.computeIfAbsent(stream, name -> new ArrayList<>()).add(at);
    }

    /**
     * @return the longest that any stream was without a label, from its last one before the first time to the second
     *     time; a stream that has none before it counts from that time on
     */
    synchronized Duration longestGap(long from, long until) {
        long longest = 0;
        for (List<Long> stream : nanos.values()) {
            longest = Math.max(longest, longestGap(stream, from, until));
        }
        return Duration.ofNanos(longest);
    }

    private static long longestGap(List<Long> arrivals, long from, long until) {
        long longest = 0;
        long last = from;
        for (long at : arrivals) {
            if (at >= until) {
                break;
            }
            if (at > from) {
                longest = Math.max(longest, at - last);
            }
            last = at;
        }
        return Math.max(longest, until - last);
    }
}
