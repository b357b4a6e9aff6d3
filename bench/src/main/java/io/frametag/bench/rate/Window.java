package io.frametag.bench.rate;

import io.frametag.bench.machine.CpuTime;
import io.frametag.bench.subject.Subject;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What was done in a stretch of time.
 *
 * @param frames labelled
 * @param seconds that it took
 * @param cpuSeconds of the subject's processes
 */
public record Window(long frames, double seconds, double cpuSeconds) {
    /**
     * Measures for that long, from now on.
     *
     * @param labelled how many frames the subject has labelled so far
     */
    public static Window of(Subject subject, LongSupplier labelled, Duration length) throws InterruptedException {
        long begin = System.nanoTime();
        long before = labelled.getAsLong();
        Duration cpuBefore = CpuTime.of(subject.pids());
        // Nothing is waited for: the time that passes is what is measured.
        Thread.sleep(length.toMillis());
        long after = labelled.getAsLong();
        long end = System.nanoTime();
        Duration cpu = CpuTime.of(subject.pids()).minus(cpuBefore);
        return new Window(after - before, (end - begin) / 1e9, cpu.toNanos() / 1e9);
    }

    public double framesPerSecond() {
        return frames / seconds;
    }

    public double cpuMillisPerFrame() {
        return cpuSeconds * 1e3 / frames;
    }
}
