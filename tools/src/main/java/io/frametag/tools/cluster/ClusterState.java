package io.frametag.tools.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What runs in a cluster's folder.
 *
 * @param bootstrapServers of the broker that was started with it, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClusterState(
        String restAddress,
        String bootstrapServers,
        int taskManagers,
        int slots,
        List<StartedProcess> processes,
        List<SubmittedJob> jobs) {
    static final String BROKER = "broker-1";

    Optional<String> broker() {
        return Optional.ofNullable(bootstrapServers);
    }

    List<StartedProcess> flinkProcesses() {
        return processes.stream()
                .filter(process -> !process.name().equals(BROKER))
                .toList();
    }

    ClusterState with(SubmittedJob job) {
        List<SubmittedJob> more = new ArrayList<>(jobs);
        more.add(job);
        return new ClusterState(restAddress, bootstrapServers, taskManagers, slots, processes, List.copyOf(more));
    }

    ClusterState without(SubmittedJob job) {
        List<SubmittedJob> fewer = new ArrayList<>(jobs);
        fewer.remove(job);
        return new ClusterState(restAddress, bootstrapServers, taskManagers, slots, processes, List.copyOf(fewer));
    }

    /** @param flink instead of those of Flink that there are */
    ClusterState withFlink(List<StartedProcess> flink) {
        List<StartedProcess> all = new ArrayList<>(processes);
        all.removeAll(flinkProcesses());
        all.addAll(flink);
        return new ClusterState(restAddress, bootstrapServers, taskManagers, slots, List.copyOf(all), jobs);
    }
}
