package io.frametag.deploy;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The places that hold Flink's configuration: for any cluster, its hardening, for the image; Kubernetes has its own. */
final class FlinkConfigFiles {
    /** Where the roads differ: folders, sizes, a port for each process or one for all containers, and the cache folder that comes on top in {@code env.java.opts}. */
    private static final Set<String> OF_THE_ROAD = Set.of(
            "taskmanager.memory.process.size",
            "taskmanager.memory.task.off-heap.size",
            "taskmanager.numberOfTaskSlots",
            "env.java.opts.taskmanager",
            "metrics.reporter.prom.port",
            "execution.checkpointing.dir",
            "execution.checkpointing.savepoint-dir");

    private FlinkConfigFiles() {}

    static Map<String, String> anyCluster() throws IOException {
        return flat("deploy/flink/config.yaml");
    }

    static Map<String, String> image() throws IOException {
        return flat("deploy/docker/config.yaml");
    }

    /** What hardens any cluster, on top. */
    static Map<String, String> security() throws IOException {
        return flat("deploy/flink/security.yaml");
    }

    /** What every road has to say alike. */
    static Map<String, String> everywhere() throws IOException {
        Map<String, String> settings = anyCluster();
        settings.keySet().removeAll(OF_THE_ROAD);
        return settings;
    }

    private static Map<String, String> flat(String file) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        Project.yaml(file).get(0).properties().forEach(entry -> {
            if (!entry.getValue().isValueNode()) {
                throw new AssertionError(
                        file + " nests " + entry.getKey() + ": keep its keys flat, so that a key is in one place.");
            }
            settings.put(entry.getKey(), entry.getValue().asText());
        });
        return settings;
    }
}
