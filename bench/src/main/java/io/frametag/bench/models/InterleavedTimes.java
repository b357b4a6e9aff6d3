package io.frametag.bench.models;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.bench.BenchFailure;
import io.frametag.bench.machine.Cores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Times graphs in one process, in turn, for several rounds, so that whatever else the machine does hits all alike: times of
 * the same round may be divided by each other.
 *
 * @param threads ONNX Runtime's, for each operation
 * @param core what the process is held to, if anything
 * @param rounds over all graphs
 * @param runs of a graph in a round
 */
record InterleavedTimes(int threads, OptionalInt core, int rounds, int runs) {
    private static final long TIMEOUT_MINUTES = 30;

    /**
     * @param graphs ONNX files, each with a file name of its own
     * @param folder for the process's log and result
     * @return for each file name, the median of each round's runs in milliseconds
     */
    Map<String, List<Double>> measure(List<Path> graphs, Path folder) throws IOException, InterruptedException {
        Path result = Files.createDirectories(folder).resolve("times-" + threads + ".json");
        Path log = folder.resolve("times-" + threads + ".log");
        Process process = new ProcessBuilder(command(graphs, result))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                throw new BenchFailure("The process that times the models "
                        + (ended ? "ended with " + process.exitValue() : "did not end within 30 minutes") + ": see "
                        + log + ".");
            }
        } finally {
            process.destroyForcibly();
        }
        return new ObjectMapper().readValue(result.toFile(), new TypeReference<>() {});
    }

    private List<String> command(List<Path> graphs, Path result) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        core.ifPresent(number -> command.add(Cores.option(number)));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ModelTimer.class.getName(),
                result.toString(),
                Integer.toString(threads),
                Integer.toString(rounds),
                Integer.toString(runs)));
        graphs.forEach(graph -> command.add(graph.toString()));
        return command;
    }
}
