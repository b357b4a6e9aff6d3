package io.frametag.bench.subject;

import io.frametag.standalone.Await;
import io.frametag.standalone.JvmProcess;
import io.frametag.standalone.Lifetime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A main class of this module in a JVM of its own, with this one's class path. It says {@code ready} when it is. */
public final class ChildJvm implements Subject {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final JvmProcess process;

    private ChildJvm(String name, JvmProcess process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param folder gets its output
     */
    public static ChildJvm start(String name, Path folder, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        Path output = folder.resolve(main.getSimpleName() + ".out");
        Files.deleteIfExists(output);
        ChildJvm child = new ChildJvm(name, JvmProcess.start(name, output, Map.of(), command, Lifetime.THIS_JVM));
        Await.until(name + " is ready; its output is in " + output, PATIENCE, () -> {
            child.process.mustBeAlive();
            return child.says("ready");
        });
        return child;
    }

    private boolean says(String line) {
        try {
            return Files.readString(process.output()).lines().anyMatch(line::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JvmProcess process() {
        return process;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Long> pids() {
        return List.of(process.pid());
    }

    @Override
    public void close() {
        process.kill();
    }
}
