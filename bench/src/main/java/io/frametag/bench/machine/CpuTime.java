package io.frametag.bench.machine;

import io.frametag.bench.BenchFailure;
import java.time.Duration;
import java.util.List;

/** Processor time that processes have used, user and system, all threads. */
public final class CpuTime {
    private CpuTime() {}

    /** @throws BenchFailure if one of them has ended, or the system does not tell */
    public static Duration of(List<Long> pids) {
        Duration sum = Duration.ZERO;
        for (long pid : pids) {
            sum = sum.plus(ProcessHandle.of(pid)
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElseThrow(() -> new BenchFailure("Process " + pid + " has ended.")));
        }
        return sum;
    }
}
