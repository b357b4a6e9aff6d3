package io.frametag.bench.subject;

import io.frametag.bench.load.EventTopics;
import io.frametag.standalone.ClusterJob;
import io.frametag.standalone.ClusterSettings;
import io.frametag.standalone.FlinkHome;
import io.frametag.standalone.JvmProcess;
import io.frametag.standalone.StandaloneCluster;
import io.frametag.standalone.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The job's own jar on a Flink cluster of one TaskManager, with the settings that the project ships. */
public final class FlinkJob implements Subject {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final StandaloneCluster cluster;
    private final JvmProcess taskManager;
    private ClusterJob job;

    private FlinkJob(StandaloneCluster cluster) {
        this.cluster = cluster;
        this.taskManager = cluster.taskManagers().values().iterator().next();
    }

    /**
     * Starts a cluster with that many slots, and no job yet.
     *
     * @param folder gets what its processes write
     */
    public static FlinkJob cluster(Path project, Path folder, int slots) throws IOException, InterruptedException {
        ClusterSettings settings = ClusterSettings.shipped(project, folder)
                .with("taskmanager.numberOfTaskSlots", Integer.toString(slots))
                // A TaskManager that is stopped while something else is measured is not lost.
                .with("heartbeat.timeout", "10 min");
        return new FlinkJob(StandaloneCluster.start(FlinkHome.of(project), settings, 1));
    }

    /**
     * Submits the job and waits until all of its tasks run.
     *
     * @param model as the job's {@code --model} takes it
     * @param more options of the job
     */
    public void submit(Path project, EventTopics topics, String model, int parallelism, List<String> more)
            throws IOException, InterruptedException {
        submit(project, topics, model, parallelism, more, Map.of());
    }

    /** As above, with options of Flink's own for this job. */
    public void submit(
            Path project,
            EventTopics topics,
            String model,
            int parallelism,
            List<String> more,
            Map<String, String> flink)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "--bootstrap-servers", topics.bootstrapServers(),
                "--input-topic", topics.input(),
                "--labels-topic", topics.labels(),
                "--dead-letters-topic", topics.deadLetters(),
                "--shed-topic", topics.shed(),
                "--group-id", topics.outputs(),
                "--model", model));
        options.addAll(more);
        job = cluster.submit(
                FlinkHome.jobJar(project), Submission.of(parallelism, options).withFlink(flink));
        job.awaitRunning(PATIENCE);
    }

    public void cancel() throws IOException, InterruptedException {
        job.cancel(PATIENCE);
    }

    public ClusterJob job() {
        return job;
    }

    /** @return the process that does the work */
    public JvmProcess taskManager() {
        return taskManager;
    }

    @Override
    public String name() {
        return "Flink job";
    }

    @Override
    public List<Long> pids() {
        return List.of(taskManager.pid());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
