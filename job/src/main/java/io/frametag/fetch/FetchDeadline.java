package io.frametag.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** When one fetch must be over, and what is broken off then. Thread-safe: it is passed by one thread while another fetches. */
final class FetchDeadline {
    private final Duration timeout;
    private final long endNanos;

    private Closeable running;
    private boolean passed;

    FetchDeadline(Duration timeout) {
        this.timeout = timeout;
        this.endNanos = System.nanoTime() + timeout.toNanos();
    }

    /** @param exchange is closed when the deadline passes; in place of the one before it */
    void breaksOff(Closeable exchange) {
        synchronized (this) {
            running = exchange;
            if (!passed) {
                return;
            }
        }
        close(exchange);
    }

    /** Breaks off what is running, and whatever begins from now on. */
    void pass() {
        Closeable broken;
        synchronized (this) {
            passed = true;
            broken = running;
            notifyAll();
        }
        close(broken);
    }

    synchronized boolean hasPassed() {
        return passed || leftNanos() <= 0;
    }

    /**
     * Waits for a while.
     *
     * @throws FetchFailure at once, if there is not that much time
     */
    synchronized void pause(Duration wait, FetchFailure before) throws FetchFailure, InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        if (until - endNanos >= 0) {
            throw FetchFailure.lasting(before.getMessage() + ", and another attempt would have to wait for longer than"
                    + " --fetch-timeout leaves");
        }
        for (long left = wait.toNanos(); left > 0 && !passed; left = until - System.nanoTime()) {
            // Not less than a millisecond: 0 would be for ever.
            wait(left / 1_000_000 + 1);
        }
    }

    FetchFailure failure() {
        return FetchFailure.lasting("it took longer than --fetch-timeout, which is " + timeout.toMillis() + " ms");
    }

    private long leftNanos() {
        return endNanos - System.nanoTime();
    }

    private static void close(Closeable exchange) {
        try {
            if (exchange != null) {
                exchange.close();
            }
        } catch (IOException e) {
            // It is given up in any case.
        }
    }
}
