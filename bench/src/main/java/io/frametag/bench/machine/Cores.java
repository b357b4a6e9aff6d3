package io.frametag.bench.machine;

import io.frametag.bench.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Which core a process may run on, by Linux's {@code taskset}. Where that is not there, nothing is pinned, and standard
 * error says so once. Children inherit what their parent has when they are started.
 */
public final class Cores {
    /** What is measured runs here alone. */
    public static final int MEASURED = 0;
    /** Broker, load and the harness itself. */
    public static final int REST = 1;

    private static final String TOLD = "frametag.bench.core";
    /** Before anything is pinned: Java counts the cores that it may use. */
    private static final int COUNT = Runtime.getRuntime().availableProcessors();

    /** What taskset says, and then stops at, when a thread ends while it goes over them. */
    private static final String THREAD_HAS_ENDED = "No such process";

    private static final int ATTEMPTS = 5;

    private static final boolean AVAILABLE = probe();
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private Cores() {}

    /** @return whether pinning does anything here */
    public static boolean available() {
        return AVAILABLE;
    }

    /**
     * Holds this process, with every thread that it has or starts, to a core.
     *
     * @param core from 0
     */
    public static void pinSelf(int core) {
        pin(ProcessHandle.current().pid(), core);
    }

    /** @return the core, or nothing where no process can be pinned */
    public static OptionalInt ifAvailable(int core) {
        if (AVAILABLE) {
            return OptionalInt.of(core);
        }
        if (!SAID.getAndSet(true)) {
            System.err.println("There is no taskset here, so processes run on any core: expect more noise.");
        }
        return OptionalInt.empty();
    }

    /** @return the JVM option that tells a child process its core, see {@link #pinAsTold} */
    public static String option(int core) {
        return "-D" + TOLD + "=" + core;
    }

    /** Holds this process to the core that its {@link #option} names, or to none if it has no such option. */
    public static void pinAsTold() {
        Integer core = Integer.getInteger(TOLD);
        if (core != null) {
            pinSelf(core);
        }
    }

    /**
     * Holds a process, with every thread that it has or starts, to a core.
     *
     * @throws BenchFailure if there is no such process or core, or it is somebody else's
     */
    public static void pin(long pid, int core) {
        set(pid, Integer.toString(core));
    }

    /** @return whether this process is bound to a core now, and what it starts begins there */
    public static boolean isSelfPinned() {
        return AVAILABLE && Runtime.getRuntime().availableProcessors() < COUNT;
    }

    /** Lets this process, and what it starts from now on, run on every core again. */
    public static void unpinSelf() {
        unpin(ProcessHandle.current().pid());
    }

    /** Lets a process run on every core again. */
    public static void unpin(long pid) {
        set(pid, "0-" + (COUNT - 1));
    }

    private static void set(long pid, String cores) {
        if (ifAvailable(0).isEmpty()) {
            return;
        }
        Result result = taskset("-acp", cores, Long.toString(pid));
        for (int again = 0; again < ATTEMPTS && result.text.contains(THREAD_HAS_ENDED); again++) {
            result = taskset("-acp", cores, Long.toString(pid));
        }
        if (result.code != 0) {
            throw new BenchFailure("Process " + pid + " cannot be pinned to core " + cores + ": " + result.complaint());
        }
    }

    private static boolean probe() {
        try {
            return taskset("-p", Long.toString(ProcessHandle.current().pid())).code == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Result taskset(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "taskset";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Result(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted while pinning a process.", e);
        }
    }

    private record Result(int code, String text) {
        /** @return without what taskset says of each thread that it did pin */
        String complaint() {
            return text.lines().filter(line -> line.startsWith("taskset:")).collect(Collectors.joining(" "));
        }
    }
}
