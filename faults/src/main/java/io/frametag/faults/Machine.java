package io.frametag.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/** Where and with what the table was measured, in a line. */
final class Machine {
    private Machine() {}

    static String describe(Path project) throws IOException, InterruptedException {
        return Runtime.getRuntime().availableProcessors() + " CPUs (" + processor() + "), Java "
                + Runtime.version().feature() + ", Flink " + flink(project) + ", Kafka " + AppInfoParser.getVersion()
                + ", commit " + commit(project);
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    /** The suite's own class path has the same Flink as the cluster's. */
    private static String flink(Path project) throws IOException {
        try (Stream<Path> jars = Files.list(project.resolve("deploy/standalone/target/flink-home/lib"))) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("flink-runtime-") && !name.startsWith("flink-runtime-web"))
                    .map(name -> name.substring("flink-runtime-".length(), name.length() - ".jar".length()))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String commit(Path project) throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "-C", project.toString(), "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
