package io.frametag.tools.cluster;

import io.frametag.standalone.ClusterException;
import io.frametag.standalone.FlinkHome;
import io.frametag.tools.CommandFailure;
import java.nio.file.Path;

/** What the project's build has made. */
final class FrametagHome {
    private FrametagHome() {}

    /** @throws CommandFailure if nothing says where Frametag is */
    static Path project() {
        String home = System.getProperty("frametag.home");
        if (home == null) {
            throw CommandFailure.wrongUse(
                    "Start this with deploy/frametag, which knows where the Flink home and the job's jar are.");
        }
        return Path.of(home).toAbsolutePath().normalize();
    }

    static FlinkHome flink() {
        try {
            return FlinkHome.of(project());
        } catch (ClusterException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    static Path jobJar() {
        try {
            return FlinkHome.jobJar(project());
        } catch (ClusterException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }
}
