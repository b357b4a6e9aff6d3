package io.frametag.kafka;

import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.Outcome.Labelled;
import java.util.concurrent.TimeUnit;

/**
 * How long a task has been at work without a pause. A pause is time between two outcomes that no stage accounts for. One
 * thread only.
 */
final class BusyTime {
    /** Longer than Flink and Kafka ever need between two records, shorter than most gaps of a task that keeps up. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Clock clock;
    private long busySince;
    private long resumed;

    BusyTime(Clock clock) {
        this.clock = clock;
        this.resumed = clock.nanos();
        this.busySince = resumed;
    }

    /**
     * @param now of {@link Clock#nanos}, when the outcome is there
     * @return nanoseconds from the end of the last pause until now
     */
    long until(long now, Outcome outcome) {
        long work = workNanos(outcome);
        if (now - resumed - work > PAUSE_NANOS) {
            busySince = now - work;
        }
        return now - busySince;
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
