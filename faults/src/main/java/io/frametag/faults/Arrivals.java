package io.frametag.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When labels arrived, by the monotonic clock. Thread-safe. */
final class Arrivals {
    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long at) {
        nanos.add(at);
    }

    /** @return the longest time without an arrival within the two times, their own edges included */
    synchronized Duration longestGap(long from, long until) {
        long longest = 0;
        long last = from;
        for (long at : nanos) {
            if (at <= from) {
                continue;
            }
            if (at >= until) {
                break;
            }
            longest = Math.max(longest, at - last);
            last = at;
        }
        return Duration.ofNanos(Math.max(longest, until - last));
    }

    /** @return the last arrival before a time, or the time itself if there was none */
    synchronized long lastBefore(long time) {
        long last = time;
        for (long at : nanos) {
            if (at > time) {
                break;
            }
            last = at;
        }
        return last;
    }
}
