package io.frametag.bench.latency;

import io.frametag.bench.machine.CpuTime;
import io.frametag.bench.subject.Subject;
import java.io.IOException;

/**
 * What a subject did under arrivals.
 *
 * @param took each frame's latency
 * @param busy processor time of the subject over the time that passed: 1 is a whole core
 * @param queued what each would have taken if nothing but waiting in line for that core made a difference, see {@link
 *     #inLine}
 */
record UnderLoad(Latencies took, double busy, Latencies queued) {
    /** Something that takes as long as the arrivals do. */
    interface Run {
        Latencies run() throws IOException, InterruptedException;
    }

    static UnderLoad of(Subject subject, Arrivals arrivals, Run run) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long before = CpuTime.of(subject.pids()).toNanos();
        Latencies took = run.run();
        long used = CpuTime.of(subject.pids()).toNanos() - before;
        double busy = used / (double) (System.nanoTime() - begin);
        return new UnderLoad(took, busy, inLine(arrivals, used / arrivals.count()));
    }

    /** Without the first frames' latencies. */
    UnderLoad from(int frame) {
        return new UnderLoad(took.from(frame), busy, queued.from(frame));
    }

    /** @return the latencies of a single server that takes the frames in order and as long for each (the queue M/D/1) */
    static Latencies inLine(Arrivals arrivals, long serviceNanos) {
        long[] took = new long[arrivals.count()];
        long free = 0;
        for (int i = 0; i < took.length; i++) {
            free = Math.max(free, arrivals.nanos()[i]) + serviceNanos;
            took[i] = free - arrivals.nanos()[i];
        }
        return new Latencies(took);
    }
}
