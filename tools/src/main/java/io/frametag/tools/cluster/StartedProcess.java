package io.frametag.tools.cluster;

import io.frametag.standalone.Await;
import io.frametag.standalone.JvmProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that an earlier command has started.
 *
 * @param started when; a process id alone may be another process's by now
 * @param log where its output is
 */
record StartedProcess(String name, long pid, String started, String log) {
    private static final Duration GRACE = Duration.ofSeconds(20);
    /** Linux counts from the time of its own start, which each JVM reads anew and an adjusted clock moves. */
    private static final Duration CLOCK = Duration.ofSeconds(2);

    static StartedProcess of(JvmProcess process) {
        Instant started = ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().startInstant())
                .orElseGet(Instant::now);
        return new StartedProcess(
                process.name(),
                process.pid(),
                started.toString(),
                process.output().toString());
    }

    /** @return whether that very process is there; one that has ended and that nobody has collected is not */
    boolean isAlive() {
        return handle().isPresent();
    }

    /** Ends it as {@code kill} does, and as {@code kill -9} if that is not enough; does nothing if it is gone. */
    void stop() throws InterruptedException {
        handle().ifPresent(ProcessHandle::destroy);
        if (!Await.holds(GRACE, () -> !isAlive())) {
            handle().ifPresent(ProcessHandle::destroyForcibly);
            Await.until(name + " (" + pid + ") has ended", GRACE, () -> !isAlive());
        }
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                // A zombie has none.
                .filter(handle -> handle.info().command().isPresent())
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(start -> Duration.between(Instant.parse(started), start)
                                        .abs()
                                        .compareTo(CLOCK)
                                <= 0)
                        .orElse(false));
    }
}
