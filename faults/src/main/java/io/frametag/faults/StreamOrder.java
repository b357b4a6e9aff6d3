package io.frametag.faults;

import java.util.HashMap;
import java.util.Map;

/** Whether each stream's labels come with sequence numbers 0, 1, 2 and so on. Thread-safe. */
final class StreamOrder {
    private final Map<String, Long> next = new HashMap<>();
    private long behind;
    private long leftOut;
    private String first = "";

    synchronized void label(String stream, long sequence) {
        long expected = next.getOrDefault(stream, 0L);
        if (sequence != expected) {
            if (sequence < expected) {
                behind++;
            } else {
                leftOut += sequence - expected;
            }
            if (first.isEmpty()) {
                first = stream + " has " + sequence + " where " + expected + " was due";
            }
        }
        next.put(stream, sequence + 1);
    }

    synchronized int streams() {
        return next.size();
    }

    /** @return labels that came behind a later one of their stream, and frames that were left out before one */
    synchronized long outOfOrder() {
        return outOfOrder(0);
    }

    /** @param shed how many frames may be left out: a frame that was shed has no label */
    synchronized long outOfOrder(long shed) {
        return behind + Math.max(0, leftOut - shed);
    }

    /** @return the first that was not its stream's next, in words, or nothing */
    synchronized String firstOutOfOrder() {
        return first;
    }
}
