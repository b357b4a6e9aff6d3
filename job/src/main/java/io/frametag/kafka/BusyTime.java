package io.frametag.kafka;

import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.Outcome.Labelled;
import java.util.concurrent.TimeUnit;

/**
 * Tells how far a task is behind by how long it has been at work, less {@value #WEIGHT_OF_PAUSES} times its pauses: a task at
 * 95 % of what it can do stays near zero. A pause is time between two outcomes that no stage accounts for. One thread only.
 */
final class BusyTime {
    private static final int WEIGHT_OF_PAUSES = 20;
    /** What Flink and Kafka need between two records is no pause. */
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Clock clock;
    private final long mostNanos;
    private long busyNanos;
    private long resumed;

    /** @param mostNanos counts no further, so that a pause is soon noticed */
    BusyTime(long mostNanos, Clock clock) {
        this.clock = clock;
        this.mostNanos = mostNanos;
        this.resumed = clock.nanos();
    }

    /**
     * @param now of {@link Clock#nanos}, when the outcome is there
     * @return the busy time in nanoseconds, from 0 to the most that is counted
     */
    long until(long now, Outcome outcome) {
        long passed = now - resumed;
        long pause = passed - workNanos(outcome);
        busyNanos += passed;
        if (pause > SHORTEST_PAUSE_NANOS) {
            busyNanos -= WEIGHT_OF_PAUSES * pause;
        }
        busyNanos = Math.max(0, Math.min(mostNanos, busyNanos));
        return busyNanos;
    }

    /** Said when the outcome is dealt with, and the next may be begun. */
    void resumes() {
        resumed = clock.nanos();
    }

    private static long workNanos(Outcome outcome) {
        if (!(outcome instanceof Labelled labelled)) {
            return 0;
        }
        return TimeUnit.MICROSECONDS.toNanos(
                labelled.decodeMicros() + labelled.preprocessMicros() + labelled.inferenceMicros());
    }
}
