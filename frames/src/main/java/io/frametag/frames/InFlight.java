package io.frametag.frames;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what was handed on and is not answered for, in bytes to Kafka or events to the job, so that one that is slow or away
 * costs neither memory nor a live stream's currency. Safe for use by many threads.
 */
final class InFlight {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final int limit;
    private final Semaphore free;
    private final Stop stop;

    /** @param limit at least one */
    InFlight(int limit, Stop stop) {
        this.limit = limit;
        this.free = new Semaphore(limit, true);
        this.stop = stop;
    }

    /** What is larger than the limit may go alone. */
    int share(long bytes) {
        return (int) Math.min(bytes, limit);
    }

    /**
     * @param share to be given back
     * @param patient whether to wait for it
     * @return whether there was room; patiently, only a wish to stop leaves none
     */
    boolean take(int share, boolean patient) {
        if (!patient) {
            return free.tryAcquire(share);
        }
        try {
            while (!free.tryAcquire(share, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (stop.requested()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.request();
            return false;
        }
    }

    void giveBack(int share) {
        free.release(share);
    }
}
