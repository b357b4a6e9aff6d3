package io.frametag.frames;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Holds a recording to a multiple of the speed at which it was taken. A frame that is late does not push back those behind it.
 * Not thread-safe.
 */
final class Tempo {
    private final double speed;
    private final Stop stop;
    private final LongSupplier ticker;
    private Instant first;
    private long begin;

    /**
     * @param speed 1 for real time, 0 for as fast as frames are taken
     * @param ticker nanoseconds since whenever
     */
    Tempo(double speed, Stop stop, LongSupplier ticker) {
        this.speed = speed;
        this.stop = stop;
        this.ticker = ticker;
    }

    /** Waits until the frame taken then is due, or the user wants to stop. */
    void await(Instant captured) {
        if (speed == 0) {
            return;
        }
        if (first == null) {
            first = captured;
            begin = ticker.getAsLong();
        }
        long due = (long) (Duration.between(first, captured).toNanos() / speed);
        Duration wait = Duration.ofNanos(due - (ticker.getAsLong() - begin));
        if (wait.compareTo(Duration.ZERO) > 0) {
            var unused = stop.await(wait);
        }
    }
}
