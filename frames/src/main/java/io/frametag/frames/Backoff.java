package io.frametag.frames;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a connection is tried again: twice as long each time, up to a bound, and somewhere between half of
 * that and all of it, so that those who lost the same camera do not come back all at once.
 */
record Backoff(Duration shortest, Duration longest, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 30;

    /** @param attempt 1 for the first */
    Duration delay(int attempt) {
        long doubled = shortest.toNanos() << Math.min(attempt - 1, MOST_DOUBLINGS);
        // Shifted out of a long, or beyond the bound.
        long nanos = doubled <= 0 || doubled > longest.toNanos() ? longest.toNanos() : doubled;
        return Duration.ofNanos((long) (nanos * (0.5 + random.nextDouble() / 2)));
    }
}
