package io.frametag.bench.stage;

import io.frametag.bench.machine.Cores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What the JVM that JMH starts for a benchmark is told, and how a benchmark reads it there. */
final class StageJvm {
    private static final String HOME = "frametag.home";

    private StageJvm() {}

    /** @param core the one that the JVM is held to, if any */
    static String[] arguments(Path project, OptionalInt core) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xms256m",
                "-Xmx256m",
                // One collector thread: it shares the core with what is measured.
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                // JavaCPP would hold the process to a multiple of the heap.
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-D" + HOME + "=" + project));
        core.ifPresent(number -> arguments.add(Cores.option(number)));
        return arguments.toArray(String[]::new);
    }

    static Path project() {
        return Path.of(System.getProperty(HOME));
    }
}
