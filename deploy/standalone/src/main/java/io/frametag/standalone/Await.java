package io.frametag.standalone;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for another process, which cannot notify this one. */
public final class Await {
    private static final long POLL_MILLIS = 50;

    private Await() {}

    /** @return whether the condition held before the time was over */
    public static boolean holds(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    /**
     * @param what completes "not after 30 s: "
     * @throws ClusterException if the condition does not hold in time
     */
    public static void until(String what, Duration atMost, BooleanSupplier condition) throws InterruptedException {
        if (!holds(atMost, condition)) {
            throw new ClusterException("Not after " + atMost.toSeconds() + " s: " + what);
        }
    }
}
