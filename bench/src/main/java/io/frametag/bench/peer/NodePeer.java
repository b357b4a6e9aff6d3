package io.frametag.bench.peer;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The peer in {@code bench/peers/node}: kafkajs, sharp and onnxruntime-node, as the README there tells. */
public final class NodePeer {
    private static final String NAME = "Node, sharp";
    private static final String SOURCES = "bench/peers/node";
    private static final String INSTALLED = "bench/target/node-peer";
    private static final int OLDEST_NODE = 20;
    private static final long PATIENCE_MINUTES = 5;

    private final Path folder;

    private NodePeer(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies the sources and has npm put the libraries beside them, where they stay for the next time.
     *
     * @param project the project's root folder
     * @throws UnavailableException if there is no node or no npm here, or npm cannot get the libraries
     */
    public static NodePeer install(Path project) throws UnavailableException, IOException, InterruptedException {
        Path folder = project.resolve(INSTALLED).toAbsolutePath();
        copy(project.resolve(SOURCES), folder);
        requireNode(folder);
        // Nothing of what is fetched runs before it is used; onnxruntime-node's script would fetch CUDA libraries.
        run(folder, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund");
        return new NodePeer(folder);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param output gets what it prints
     * @param setting how it uses the cores
     * @throws BenchFailure if it does not start, with where to look
     */
    public Subject start(PeerTask task, Path output, Setting setting) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add("node");
        command.add(folder.resolve("peer.mjs").toString());
        command.addAll(task.arguments());
        command.addAll(setting.arguments());
        ProcessBuilder program = new ProcessBuilder(command);
        // From 1.29 on ONNX Runtime reports to its maker.
        program.environment().put("ORT_DISABLE_TELEMETRY", "1");
        return PeerProcess.start(NAME, output, program);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> sources = Files.newDirectoryStream(from)) {
            for (Path source : sources) {
                if (Files.isRegularFile(source)) {
                    Files.copy(source, to.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void requireNode(Path folder) throws UnavailableException, IOException, InterruptedException {
        String version = run(folder, "node", "--version");
        if (Integer.parseInt(version.replaceAll("^v(\\d+).*", "$1")) < OLDEST_NODE) {
            throw new UnavailableException(
                    "node is " + version + ": the Node peer's libraries need " + OLDEST_NODE + " or newer.");
        }
    }

    /** @return what the program says, without blanks around it */
    private static String run(Path folder, String... command)
            throws UnavailableException, IOException, InterruptedException {
        Path output = folder.resolve(command[0] + ".out");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UnavailableException(
                    "there is no " + command[0] + " on the PATH: the Node peer needs Node.js " + OLDEST_NODE
                            + " or newer with npm.",
                    e);
        }
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new UnavailableException(
                    command[0] + " was not done after " + PATIENCE_MINUTES + " minutes: see " + output + ".");
        }
        if (process.exitValue() != 0) {
            throw new UnavailableException("'" + String.join(" ", command) + "' ended with exit status "
                    + process.exitValue() + ": see " + output + ".");
        }
        return Files.readString(output).strip();
    }

    /**
     * How the peer uses the cores.
     *
     * @param workers processes, each with a consumer, a decoder and a session
     * @param threads of each worker's ONNX Runtime
     * @param batch images in one call of ONNX Runtime, at most
     */
    public record Setting(int workers, int threads, int batch) {
        List<String> arguments() {
            return List.of(
                    "--workers",
                    Integer.toString(workers),
                    "--threads",
                    Integer.toString(threads),
                    "--batch",
                    Integer.toString(batch));
        }
    }
}
