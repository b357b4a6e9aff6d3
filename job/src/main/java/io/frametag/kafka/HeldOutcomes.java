package io.frametag.kafka;

import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.Outcome.Labelled;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * Holds labels back for a moment while the task is behind, so that several share a request to the broker: one request for
 * each label costs the producer's thread 4 % of a core (docs/performance.md).
 *
 * <p>How long follows from how far behind the task is: a twentieth of its {@link BusyTime}, so that what a label waits here
 * is little beside what its frame has waited already. A task that keeps up holds nothing back. Order is kept. On the task's
 * thread only.
 */
final class HeldOutcomes implements Hold<Outcome> {
    private static final int SHARE_OF_BUSY_TIME = 20;
    /** A shorter hold finds no second label to share a request with. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** Bounds what is held by number: labels are about 500 bytes. */
    static final int MOST = 64;
    /** Bounds it by size: a label carries its input's key and headers along. */
    private static final int LARGEST_BYTES = 4 << 10;

    private final SinkWriter<Outcome> writer;
    private final ProcessingTimeService timers;
    private final Clock clock;
    private final long longestNanos;
    private final BusyTime busyTime;
    private final Queue<Outcome> held = new ArrayDeque<>();
    private SinkWriter.Context context;
    private long heldSince;
    private boolean timerSet;

    /** @param longest that an outcome is held; zero: not at all */
    HeldOutcomes(SinkWriter<Outcome> writer, ProcessingTimeService timers, Duration longest, Clock clock) {
        this.writer = writer;
        this.timers = timers;
        this.clock = clock;
        this.longestNanos = longest.toNanos();
        this.busyTime = new BusyTime(SHARE_OF_BUSY_TIME * longestNanos, clock);
    }

    @Override
    public void write(Outcome outcome, SinkWriter.Context context) throws IOException, InterruptedException {
        this.context = context;
        long now = clock.nanos();
        long hold = busyTime.until(now, outcome) / SHARE_OF_BUSY_TIME;
        held.add(outcome);
        if (held.size() == 1) {
            heldSince = now;
        }
        if (hold < SHORTEST_NANOS || now - heldSince >= hold || held.size() >= MOST || !isSmall(outcome)) {
            release();
        } else if (!timerSet) {
            setTimer(hold);
        }
        busyTime.resumes();
    }

    /** In case that no other outcome comes. */
    private void setTimer(long nanos) {
        timerSet = true;
        // Ends with the task.
        var unused =
                timers.registerTimer(timers.getCurrentProcessingTime() + TimeUnit.NANOSECONDS.toMillis(nanos), time -> {
                    timerSet = false;
                    release();
                });
    }

    @Override
    public void release() throws IOException, InterruptedException {
        while (!held.isEmpty()) {
            writer.write(held.remove(), context);
        }
    }

    private static boolean isSmall(Outcome outcome) {
        if (!(outcome instanceof Labelled)) {
            return false;
        }
        long bytes = outcome.origin().key() == null ? 0 : outcome.origin().key().length;
        for (var header : outcome.origin().headers()) {
            bytes += header.value() == null ? 0 : header.value().length;
        }
        return bytes <= LARGEST_BYTES;
    }
}
