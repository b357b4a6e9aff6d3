package io.frametag.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What a fault needs around it.
 *
 * @param taskManagers with one slot each
 * @param parallelism of the job; TaskManagers beyond it are spare
 * @param highAvailability whether the JobManager keeps its jobs in ZooKeeper and a folder
 * @param options of the job, beside those that every run sets
 */
public record Conditions(int taskManagers, int parallelism, boolean highAvailability, List<String> options) {
    /** Two tasks and one spare TaskManager. */
    public static final Conditions USUAL = new Conditions(3, 2, false, List.of());

    public Conditions withTaskManagers(int count) {
        return new Conditions(count, parallelism, highAvailability, options);
    }

    public Conditions withHighAvailability() {
        return new Conditions(taskManagers, parallelism, true, options);
    }

    public Conditions with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Conditions(taskManagers, parallelism, highAvailability, List.copyOf(all));
    }
}
