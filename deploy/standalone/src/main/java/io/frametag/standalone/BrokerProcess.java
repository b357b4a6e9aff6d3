package io.frametag.standalone;

import io.frametag.local.BrokerMain;
import io.frametag.local.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker in a JVM of its own, with this JVM's class path, which must hold {@code frametag-local} and what it
 * needs. Port and records stay the same from kill to start. Not thread-safe.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path records;
    private final Path logs;
    private final int port;
    private final Lifetime lifetime;
    private JvmProcess process;
    private int starts;

    private BrokerProcess(Path records, Path logs, int port, Lifetime lifetime) {
        this.records = records;
        this.logs = logs;
        this.port = port;
        this.lifetime = lifetime;
    }

    /**
     * Starts a broker on a free port and waits until it takes clients.
     *
     * @param records its data folder, empty at first
     * @param logs gets its log
     */
    public static BrokerProcess start(Path records, Path logs) throws IOException, InterruptedException {
        return start(records, logs, LoopbackPorts.free(), Lifetime.THIS_JVM);
    }

    /** As above, on a given port. */
    public static BrokerProcess start(Path records, Path logs, int port, Lifetime lifetime)
            throws IOException, InterruptedException {
        BrokerProcess broker = new BrokerProcess(records, logs, port, lifetime);
        try {
            broker.start();
        } catch (InterruptedException | RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public JvmProcess process() {
        return process;
    }

    /** Starts it again after it was killed. */
    public void start() throws IOException, InterruptedException {
        starts++;
        Path output = logs.resolve("broker-" + starts + ".out");
        // An earlier broker's "ready" is not this one's.
        Files.deleteIfExists(output);
        process = JvmProcess.start(
                "broker-" + starts,
                output,
                Map.of(),
                List.of(
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        Integer.toString(port),
                        records.toString()),
                lifetime);
        Await.until("the broker is ready; its log is " + process.output(), PATIENCE, () -> {
            process.mustBeAlive();
            return saysReady();
        });
    }

    private boolean saysReady() {
        try {
            return Files.readString(process.output()).lines().anyMatch(line -> line.startsWith("ready "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
