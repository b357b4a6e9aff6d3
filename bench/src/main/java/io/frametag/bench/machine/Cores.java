package io.frametag.bench.machine;

import io.frametag.bench.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Binds processes to cores by {@code taskset}. Where there is none (macOS), or only one core, everything runs anywhere, and
 * {@link #canPin} says so to the report.
 */
public final class Cores {
    /** What is measured runs here alone. */
    public static final int MEASURED = 0;
    /** Broker, load and the harness itself. */
    public static final int REST = 1;

    private static final int COUNT = Runtime.getRuntime().availableProcessors();

    private Cores() {}

    public static boolean canPin() {
        return COUNT > REST
                && List.of("/usr/bin/taskset", "/bin/taskset").stream()
                        .map(Path::of)
                        .anyMatch(Files::isExecutable);
    }

    /** Binds this JVM to the core; processes that it starts from now on begin there too. */
    public static void pinSelf(int core) throws IOException, InterruptedException {
        pin(ProcessHandle.current().pid(), core);
    }

    /** Lets this JVM, and what it starts from now on, run anywhere again. */
    public static void unpinSelf() throws IOException, InterruptedException {
        set(ProcessHandle.current().pid(), "0-" + (COUNT - 1));
    }

    /** Binds every thread of a process, and those that these start later. */
    public static void pin(long pid, int core) throws IOException, InterruptedException {
        set(pid, Integer.toString(core));
    }

    private static void set(long pid, String cores) throws IOException, InterruptedException {
        if (!canPin()) {
            return;
        }
        Process taskset = new ProcessBuilder("taskset", "--all-tasks", "-cp", cores, Long.toString(pid))
                .redirectErrorStream(true)
                .start();
        String said = taskset.inputReader().lines().collect(Collectors.joining(" "));
        if (taskset.waitFor() != 0) {
            throw new BenchFailure("Process " + pid + " cannot be bound to core " + cores + ": " + said);
        }
    }
}
