package io.frametag.pipeline;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;

/** Both kinds of time, so that tests can set them. */
public interface Clock extends Serializable {
    /** Wall clock: microseconds since the epoch, UTC. May jump. */
    long wallMicros();

    /** Monotonic, in nanoseconds; only differences mean anything. */
    long nanos();

    /** Microseconds since an earlier {@link #nanos}. */
    default long microsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos() - nanos);
    }
}
