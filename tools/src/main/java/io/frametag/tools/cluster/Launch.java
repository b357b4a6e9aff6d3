package io.frametag.tools.cluster;

import io.frametag.local.LoopbackPorts;
import io.frametag.standalone.Application;
import io.frametag.standalone.ClusterException;
import io.frametag.standalone.ClusterSettings;
import io.frametag.standalone.FlinkHome;
import io.frametag.standalone.Lifetime;
import io.frametag.standalone.StandaloneCluster;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ListenPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Flink's processes of a cluster.
 *
 * @param folder the cluster's
 * @param port of the JobManager's REST interface and web page
 * @param slots of each TaskManager
 */
record Launch(Path folder, int port, int taskManagers, int slots) {
    /** Flink's name for that. */
    private static final String MAIN_FAILED = "ApplicationExecutionException";

    private static final int SLOT_MIB = 1024;
    private static final int SLOT_OFF_HEAP_MIB = 480;
    /** What the shipped configuration leaves beside its two slots. */
    private static final int BESIDE_SLOTS_MIB = 768;

    /** @return the settings that the processes of this folder have */
    ClusterSettings settings() {
        return ClusterSettings.shipped(FrametagHome.project(), folder)
                .with("rest.port", Integer.toString(port))
                .with("taskmanager.numberOfTaskSlots", Integer.toString(slots))
                .with("taskmanager.memory.task.off-heap.size", slots * SLOT_OFF_HEAP_MIB + "m")
                .with("taskmanager.memory.process.size", BESIDE_SLOTS_MIB + slots * SLOT_MIB + "m");
    }

    /** Starts a JobManager and the TaskManagers, to which jobs are submitted. */
    List<StartedProcess> session() throws InterruptedException {
        return start(FrametagHome.flink(), settings(), Optional.empty());
    }

    /** Starts a JobManager that runs the job itself, and the TaskManagers. */
    List<StartedProcess> application(SubmittedJob job, Optional<String> savepoint) throws InterruptedException {
        try {
            FlinkHome home = Application.home(FrametagHome.flink(), folder, Path.of(job.jar()));
            // Else the JobManager would end with the job, before anybody could ask how it ended.
            ClusterSettings settings = settings().with("execution.shutdown-on-application-finish", "false");
            return start(home, settings, Optional.of(new Application(job.id(), job.submission(savepoint))));
        } catch (IOException e) {
            throw notStarted(e);
        }
    }

    private List<StartedProcess> start(FlinkHome home, ClusterSettings settings, Optional<Application> application)
            throws InterruptedException {
        try {
            // What an earlier cluster logged would be taken for this one's reason.
            Files.deleteIfExists(jobManagerLog(settings));
            StandaloneCluster cluster =
                    StandaloneCluster.start(home, settings, taskManagers, Lifetime.UNTIL_STOPPED, application);
            List<StartedProcess> processes = new ArrayList<>();
            processes.add(StartedProcess.of(cluster.jobManager()));
            cluster.taskManagers().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(
                            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())))
                    .map(Map.Entry::getValue)
                    .map(StartedProcess::of)
                    .forEach(processes::add);
            return List.copyOf(processes);
        } catch (IOException e) {
            throw notStarted(e);
        } catch (ClusterException e) {
            throw explained(e);
        }
    }

    /** The failure with what the JobManager's log has to say of it, if it is the JobManager that failed. */
    private CommandFailure explained(ClusterException failure) {
        if (refusal().isPresent()) {
            return CommandFailure.failed("The job does not start: " + refusal().get(), failure);
        }
        String log = jobManagerLogText();
        String reason = log.contains("Caused by: ") ? " It says: " + Reason.of(log) : "";
        return CommandFailure.failed(failure.getMessage() + reason, failure);
    }

    /**
     * Why an application's {@code main} has failed: it ran in the JobManager, which goes on without a job, so that only
     * the log tells.
     */
    Optional<String> refusal() {
        String log = jobManagerLogText();
        boolean failed = log.contains(MAIN_FAILED) || Reason.isJobsOwn(log);
        return failed ? Optional.of(Reason.of(log)) : Optional.empty();
    }

    private String jobManagerLogText() {
        try {
            return Files.readString(jobManagerLog(settings()));
        } catch (IOException notYet) {
            return "";
        }
    }

    private static Path jobManagerLog(ClusterSettings settings) {
        return settings.logs().resolve("jobmanager-1.log");
    }

    private CommandFailure notStarted(IOException e) {
        return CommandFailure.failed("The cluster in " + folder + " does not start: " + e.getMessage(), e);
    }

    /** @return the port asked for, or a free one if that is 0 */
    static int port(int asked, String option) {
        ListenPort.require(asked, option);
        return asked == 0 ? LoopbackPorts.free() : asked;
    }
}
