package io.frametag.tools.cluster;

import io.frametag.standalone.Await;
import io.frametag.standalone.ClusterException;
import io.frametag.standalone.JvmProcess;
import io.frametag.standalone.Lifetime;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.Frametag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code frametag page} in a JVM of its own, with this JVM's class path. */
final class PageProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PageProcess() {}

    /** @return once it can be looked at */
    static JvmProcess start(Path logs, String bootstrapServers, int port) throws InterruptedException {
        Path output = logs.resolve(ClusterState.PAGE + ".out");
        JvmProcess process = null;
        try {
            // An earlier page's address is not this one's.
            Files.deleteIfExists(output);
            process = JvmProcess.start(
                    ClusterState.PAGE,
                    output,
                    Map.of(),
                    List.of(
                            "-Xmx384m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Frametag.class.getName(),
                            "page",
                            "--bootstrap-servers",
                            bootstrapServers,
                            "--port",
                            Integer.toString(port)),
                    Lifetime.UNTIL_STOPPED);
            JvmProcess started = process;
            Await.until("the page is there; its log is " + output, PATIENCE, () -> {
                started.mustBeAlive();
                return saysAddress(output, address(port));
            });
            return started;
        } catch (IOException | ClusterException e) {
            kill(process);
            throw CommandFailure.failed("The page does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            kill(process);
            throw e;
        }
    }

    static String address(int port) {
        return "http://127.0.0.1:" + port + "/";
    }

    private static boolean saysAddress(Path output, String address) {
        try {
            return Files.readString(output).contains(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void kill(JvmProcess process) {
        if (process != null) {
            process.kill();
        }
    }
}
