package io.frametag.standalone;

import io.frametag.local.LoopbackPorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One ZooKeeper, from Flink's own jars: what a JobManager that can be killed keeps its leadership in. */
public final class ZooKeeperProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;
    private final JvmProcess process;

    private ZooKeeperProcess(int port, JvmProcess process) {
        this.port = port;
        this.process = process;
    }

    /** @param folder gets data, configuration and log */
    public static ZooKeeperProcess start(FlinkHome home, Path folder) throws IOException, InterruptedException {
        int port = LoopbackPorts.free();
        Files.createDirectories(folder.resolve("data"));
        Path configuration = folder.resolve("zoo.cfg");
        Files.writeString(configuration, """
                tickTime=1000
                initLimit=10
                syncLimit=5
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                """.formatted(folder.resolve("data"), port));
        try (InputStream log4j = ZooKeeperProcess.class.getResourceAsStream("log4j.properties")) {
            Files.write(folder.resolve("log4j.properties"), log4j.readAllBytes());
        }
        JvmProcess process = FlinkProcesses.zooKeeper(home, configuration, folder);
        Await.until("ZooKeeper listens; its log is in " + folder, PATIENCE, () -> {
            process.mustBeAlive();
            return listens(port);
        });
        return new ZooKeeperProcess(port, process);
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
