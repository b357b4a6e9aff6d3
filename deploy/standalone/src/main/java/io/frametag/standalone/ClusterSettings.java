package io.frametag.standalone;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * What a cluster is started with.
 *
 * @param folder gets configuration, logs, checkpoints, savepoints and temporary files; one cluster at a time
 * @param flink Flink's own options, which win over the ones set here
 */
public record ClusterSettings(Path folder, Map<String, String> flink) {
    public ClusterSettings {
        folder = folder.toAbsolutePath();
        flink = Map.copyOf(flink);
    }

    public static ClusterSettings in(Path folder) {
        return new ClusterSettings(folder, Map.of());
    }

    /**
     * With the settings that Frametag ships for any cluster; those which say where checkpoints go stay the folder's.
     *
     * @param project the project's root folder
     */
    public static ClusterSettings shipped(Path project, Path folder) {
        Map<String, String> shipped = new TreeMap<>(GlobalConfiguration.loadConfiguration(
                        project.resolve("deploy/flink").toString())
                .toMap());
        shipped.remove("execution.checkpointing.dir");
        shipped.remove("execution.checkpointing.savepoint-dir");
        return new ClusterSettings(folder, shipped);
    }

    public ClusterSettings with(String option, String value) {
        Map<String, String> more = new LinkedHashMap<>(flink);
        more.put(option, value);
        return new ClusterSettings(folder, more);
    }

    /** A JobManager that is started again finds its jobs: leadership in ZooKeeper, what was submitted in a folder. */
    public ClusterSettings withZooKeeper(String address) {
        return with("high-availability.type", "zookeeper")
                .with("high-availability.zookeeper.quorum", address)
                .with("high-availability.cluster-id", "/frametag")
                .with(
                        "high-availability.storageDir",
                        folder.resolve("ha").toUri().toString())
                // How long a JobManager that was killed is still taken for the leader.
                .with("high-availability.zookeeper.client.session-timeout", "5 s");
    }

    Path conf() {
        return folder.resolve("conf");
    }

    public Path logs() {
        return folder.resolve("log");
    }

    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    public Path savepoints() {
        return folder.resolve("savepoints");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }
}
