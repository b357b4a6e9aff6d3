package io.frametag.bench.peer;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.subject.Subject;
import io.frametag.standalone.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that prints {@code ready} on standard output when it takes frames, and ends on SIGTERM. Killed when this JVM
 * ends, at the latest.
 */
final class PeerProcess implements Subject {
    private static final String READY = "ready";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final String name;
    private final Path output;
    private final Process process;

    private PeerProcess(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param output gets standard output and standard error, afresh
     * @throws BenchFailure if it is not ready in time, with where to look; nothing of it is left running
     */
    static PeerProcess start(String name, Path output, ProcessBuilder program)
            throws IOException, InterruptedException {
        Files.createDirectories(output.toAbsolutePath().getParent());
        program.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        program.redirectErrorStream(true);
        program.redirectOutput(output.toFile());
        PeerProcess peer = new PeerProcess(name, output, program.start());
        Runtime.getRuntime().addShutdownHook(new Thread(peer::kill, "kill-" + peer.pid()));
        boolean started = false;
        try {
            peer.awaitReady();
            started = true;
        } finally {
            if (!started) {
                peer.kill();
            }
        }
        return peer;
    }

    private void awaitReady() throws InterruptedException {
        boolean inTime = Await.holds(PATIENCE, () -> !process.isAlive() || saysReady());
        if (!process.isAlive()) {
            throw new BenchFailure(
                    name + " ended with exit status " + process.exitValue() + ": see " + output.toAbsolutePath() + ".");
        }
        if (!inTime) {
            throw new BenchFailure(
                    name + " is not ready after " + PATIENCE.toSeconds() + " s: see " + output.toAbsolutePath() + ".");
        }
    }

    private boolean saysReady() {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.anyMatch(READY::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    private long pid() {
        return process.pid();
    }

    @Override
    public List<Long> pids() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        // Once the parent is gone nobody knows its children.
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }
}
