package io.frametag.frames;

import java.time.Duration;
import java.time.Instant;

/**
 * Thins frames out: at most so many of each second, and of those every so manieth.
 *
 * <p>Time is cut into intervals of equal length from the first frame's capture on, and the first frame of each interval is
 * taken. So the rate does not drift, and a source that is slower than it gives all of its frames. When a camera's clock is set
 * back, time begins anew. Not thread-safe.
 */
final class Sampling {
    /** Frames lie on the borders where the rates divide each other: to the microsecond, as capture times are rounded. */
    private static final double ROUNDING_SECONDS = 1e-6;

    /** Less is no clock that was set. */
    private static final Duration SET_BACK = Duration.ofSeconds(1);

    private final double fps;
    private final long everyNth;
    private Instant first;
    private Instant last;
    private long lastInterval = -1;
    private long count;

    /**
     * @param fps 0 for all
     * @param everyNth 1 for all
     */
    Sampling(double fps, long everyNth) {
        this.fps = fps;
        this.everyNth = everyNth;
    }

    /** @return whether the frame taken then is one to send; to be asked once for each */
    boolean takes(Instant captured) {
        if (fps > 0) {
            if (first == null || captured.plus(SET_BACK).isBefore(last)) {
                first = captured;
                lastInterval = -1;
            }
            last = captured;
            double seconds = Duration.between(first, captured).toNanos() / 1e9;
            long interval = (long) Math.floor((seconds + ROUNDING_SECONDS) * fps);
            if (interval <= lastInterval) {
                return false;
            }
            lastInterval = interval;
        }
        return count++ % everyNth == 0;
    }
}
