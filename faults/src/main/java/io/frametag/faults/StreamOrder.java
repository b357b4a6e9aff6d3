package io.frametag.faults;

import java.util.HashMap;
import java.util.Map;

/** Whether each stream's labels come with sequence numbers 0, 1, 2 and so on. Thread-safe. */
final class StreamOrder {
    private final Map<String, Long> next = new HashMap<>();
    private long outOfOrder;
    private String first = "";

    synchronized void label(String stream, long sequence) {
        long expected = next.getOrDefault(stream, 0L);
        if (sequence != expected) {
            outOfOrder++;
            if (first.isEmpty()) {
                first = stream + " has " + sequence + " where " + expected + " was due";
            }
        }
        next.put(stream, sequence + 1);
    }

    synchronized int streams() {
        return next.size();
    }

    synchronized long outOfOrder() {
        return outOfOrder;
    }

    /** @return the first that was out of order, in words, or nothing */
    synchronized String firstOutOfOrder() {
        return first;
    }
}
