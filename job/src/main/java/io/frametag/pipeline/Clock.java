package io.frametag.pipeline;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;

/** Both kinds of time, so that tests can set them. */
public interface Clock extends Serializable {
    /** Wall clock: microseconds since the epoch, UTC. May jump. */
    long wallMicros();

    /** Monotonic, in nanoseconds; only differences mean anything. */
    long nanos();

    /** A difference of wall clocks; events may claim any instant, so that it stops at the ends of a long. */
    static long wallMicrosBetween(long from, long to) {
        long difference = to - from;
        boolean overflow = ((to ^ from) & (to ^ difference)) < 0;
        return !overflow ? difference : to < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Microseconds since an earlier {@link #nanos}. */
    default long microsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos() - nanos);
    }
}
