package io.frametag.hostile.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a piece of work costs the thread that does it, against what its input is worth. The clock on the wall is not asked:
 * allocation is counted, and processor time is the thread's own, so that others on the machine do not matter.
 */
public final class Cost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** The fuzzer's own, and what a message takes. */
    private static final long FREE_BYTES = 16 << 20;
    /** Work that grows with the input takes some milliseconds; work that grows with its square takes minutes. */
    private static final long MOST_NANOS = 1_000_000_000L;

    private Cost() {}

    /** Something to be measured. */
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Does the work, perhaps twice, and fails if it allocated more than a share of its input, or took unreasonably long.
     *
     * @param bytes of input
     * @param bytesAByte that may be allocated for each of them
     */
    public static void bounded(int bytes, int bytesAByte, Work work) throws Exception {
        long most = FREE_BYTES + (long) bytes * bytesAByte;
        Spent spent = spent(work);
        if (spent.bytes() >= most || spent.nanos() >= MOST_NANOS) {
            // The first time, classes are loaded, and the fuzzer looks into each of them.
            spent = spent(work);
        }
        assertThat(spent.nanos())
                .as("nanoseconds of processor time for %d bytes", bytes)
                .isLessThan(MOST_NANOS);
        assertThat(spent.bytes()).as("bytes allocated for %d", bytes).isLessThan(most);
    }

    private record Spent(long bytes, long nanos) {}

    private static Spent spent(Work work) throws Exception {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        work.run();
        return new Spent(THREADS.getCurrentThreadAllocatedBytes() - allocated, THREADS.getCurrentThreadCpuTime() - cpu);
    }
}
