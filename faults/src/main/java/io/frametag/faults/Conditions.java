package io.frametag.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fault needs around it.
 *
 * @param taskManagers with one slot each
 * @param parallelism of the job; TaskManagers beyond it are spare
 * @param highAvailability whether the JobManager keeps its jobs in ZooKeeper and a folder
 * @param options of the job, beside those that every run sets
 * @param flink options of the cluster, likewise
 */
public record Conditions(
        int taskManagers, int parallelism, boolean highAvailability, List<String> options, Map<String, String> flink) {
    /** Two tasks and one spare TaskManager. */
    public static final Conditions USUAL = new Conditions(3, 2, false, List.of(), Map.of());

    public Conditions withTaskManagers(int count) {
        return new Conditions(count, parallelism, highAvailability, options, flink);
    }

    public Conditions withHighAvailability() {
        return new Conditions(taskManagers, parallelism, true, options, flink);
    }

    /** With one of Flink's own options set in the cluster. */
    public Conditions withFlink(String option, String value) {
        Map<String, String> more = new HashMap<>(flink);
        more.put(option, value);
        return new Conditions(taskManagers, parallelism, highAvailability, options, Map.copyOf(more));
    }

    public Conditions with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Conditions(taskManagers, parallelism, highAvailability, List.copyOf(all), flink);
    }
}
