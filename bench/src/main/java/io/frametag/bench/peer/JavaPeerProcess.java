package io.frametag.bench.peer;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link JavaPeer} in a JVM with default settings and this JVM's class path. */
public final class JavaPeerProcess {
    private static final String NAME = "Java, ImageIO";

    private JavaPeerProcess() {}

    /**
     * Starts it and waits until it is ready.
     *
     * @param output gets what it prints
     * @throws BenchFailure if it does not start, with where to look
     */
    public static Subject start(PeerTask task, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(JavaPeer.class.getName());
        command.addAll(task.arguments());
        return PeerProcess.start(NAME, output, new ProcessBuilder(command));
    }
}
