package io.frametag.tools.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What runs in a cluster's folder.
 *
 * @param bootstrapServers of the broker that was started with it, or null
 * @param page the address of the page that was started with it, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClusterState(
        String restAddress,
        String bootstrapServers,
        String page,
        int taskManagers,
        int slots,
        List<StartedProcess> processes,
        List<SubmittedJob> jobs) {
    static final String BROKER = "broker-1";
    static final String PAGE = "page-1";

    Optional<String> broker() {
        return Optional.ofNullable(bootstrapServers);
    }

    List<StartedProcess> flinkProcesses() {
        return processes.stream()
                .filter(process ->
                        !process.name().equals(BROKER) && !process.name().equals(PAGE))
                .toList();
    }

    /** @param process it is stopped before the broker that it reads from */
    ClusterState withPage(StartedProcess process, String address) {
        List<StartedProcess> all = new ArrayList<>(processes);
        all.add(0, process);
        return new ClusterState(restAddress, bootstrapServers, address, taskManagers, slots, List.copyOf(all), jobs);
    }

    ClusterState with(SubmittedJob job) {
        List<SubmittedJob> more = new ArrayList<>(jobs);
        more.add(job);
        return new ClusterState(restAddress, bootstrapServers, page, taskManagers, slots, processes, List.copyOf(more));
    }

    ClusterState without(SubmittedJob job) {
        List<SubmittedJob> fewer = new ArrayList<>(jobs);
        fewer.remove(job);
        return new ClusterState(
                restAddress, bootstrapServers, page, taskManagers, slots, processes, List.copyOf(fewer));
    }

    /** @param flink instead of those of Flink that there are */
    ClusterState withFlink(List<StartedProcess> flink) {
        List<StartedProcess> all = new ArrayList<>(processes);
        all.removeAll(flinkProcesses());
        all.addAll(flink);
        return new ClusterState(restAddress, bootstrapServers, page, taskManagers, slots, List.copyOf(all), jobs);
    }
}
