package io.frametag.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that this one has started and stops, by its process id. All of {@link Lifetime#THIS_JVM} that are still there are
 * killed when this JVM ends, unless it is itself killed.
 */
public final class JvmProcess {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly), "kill-child-jvms"));
    }

    private final String name;
    private final Path output;
    private final Process process;

    private JvmProcess(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    /** @return the program of this JVM, to start others with */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Starts {@code java} with the arguments.
     *
     * @param output gets standard output and standard error, behind what is in it
     */
    public static JvmProcess start(
            String name, Path output, Map<String, String> environment, List<String> arguments, Lifetime lifetime)
            throws IOException {
        Files.createDirectories(output.getParent());
        ProcessBuilder builder = new ProcessBuilder();
        if (lifetime == Lifetime.UNTIL_STOPPED) {
            // Becomes the JVM, with the hang-up of the terminal ignored.
            builder.command().add("nohup");
        }
        builder.command().add(java());
        builder.command().addAll(arguments);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        Process process = builder.start();
        if (lifetime == Lifetime.THIS_JVM) {
            STARTED.add(process);
            var unused = process.onExit().thenRun(() -> STARTED.remove(process));
        }
        return new JvmProcess(name, output, process);
    }

    public String name() {
        return name;
    }

    /** @return the file with its standard output and standard error */
    public Path output() {
        return output;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it as {@code kill} does, and as {@code kill -9} if that is not enough. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Waits until it has ended by itself. */
    void await() throws InterruptedException {
        if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Waits until it has ended by itself, however long that takes. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Stops it in its tracks ({@code SIGSTOP}); it can still be killed. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** @throws ClusterException if it has ended, with where to look */
    public void mustBeAlive() {
        if (!isAlive()) {
            throw new ClusterException(name + " ended with exit status " + process.exitValue() + ": see " + output
                    + " and the logs beside it.");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        // The JDK has no other way.
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new ClusterException(
                    "kill -" + signal + " of " + name + " (" + pid() + ") ended with " + status + ".");
        }
    }
}
