package io.frametag.local;

import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink JobManager and one TaskManager in this JVM, with the class loader of whoever submits: what Flink itself calls
 * a MiniCluster.
 *
 * <p>Wire a job on a {@code StreamExecutionEnvironment}, then submit its {@code getStreamGraph()}. Thread-safe.
 */
public final class FlinkCluster implements AutoCloseable {
    private final MiniCluster cluster;

    private FlinkCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * @param slots how many parallel pipelines fit, over all jobs that run at a time
     * @param configuration the cluster's Flink configuration; ports and addresses are set here
     */
    public static FlinkCluster start(int slots, Configuration configuration) throws Exception {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration(configuration))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress("127.0.0.1")
                .withRandomPorts()
                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            cluster.closeAsync().join();
            throw e;
        }
        return new FlinkCluster(cluster);
    }

    /** Starts a job without state. Returns once it is accepted: see {@link LocalJob#awaitRunning}. */
    public LocalJob submit(StreamGraph graph) throws Exception {
        JobGraph job = graph.getJobGraph();
        JobID id = cluster.submitJob(job).get().getJobID();
        return new LocalJob(cluster, id);
    }

    /**
     * Starts a job on the state of a savepoint; all of it must find its operator.
     *
     * @param savepoint as {@link LocalJob#stopWithSavepoint} returned it
     */
    public LocalJob restore(StreamGraph graph, String savepoint) throws Exception {
        graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        return submit(graph);
    }

    /**
     * Starts a job on the state of a checkpoint that was retained, which becomes the job's own: Flink deletes it once it is of no
     * more use, as it does the checkpoints that the job makes.
     *
     * @param checkpoint the folder with its {@code _metadata}
     */
    public LocalJob resume(StreamGraph graph, Path checkpoint) throws Exception {
        graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(nameOf(checkpoint), false, RecoveryClaimMode.CLAIM));
        return submit(graph);
    }

    /** @return as Flink writes paths: with a scheme, but without the escapes that a URI has for blanks and umlauts */
    public static String nameOf(Path path) {
        return new org.apache.flink.core.fs.Path(path.toAbsolutePath().toUri()).toString();
    }

    /** @return Flink's REST endpoint */
    public URI restAddress() throws Exception {
        return cluster.getRestAddress().get();
    }

    /** Ends every job and the cluster. */
    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
