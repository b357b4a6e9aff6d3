package io.frametag.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.concurrent.FutureUtils;
import org.apache.flink.util.concurrent.ScheduledExecutorServiceAdapter;

/** One job on a {@link FlinkCluster}. Thread-safe; its methods wait until what they ask for has come about. */
public final class LocalJob {
    private static final Duration POLL = Duration.ofMillis(20);

    private final MiniCluster cluster;
    private final JobID id;

    LocalJob(MiniCluster cluster, JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    public JobID id() {
        return id;
    }

    public JobStatus status() throws Exception {
        return cluster.getJobStatus(id).get();
    }

    /** @return Flink's reason, once the job has failed for good */
    public Optional<Throwable> failure() {
        AccessExecutionGraph graph = cluster.getExecutionGraph(id).join();
        return graph.getState() == JobStatus.FAILED && graph.getFailureInfo() != null
                ? Optional.of(graph.getFailureInfo().getException())
                : Optional.empty();
    }

    /** @param told in a thread of the cluster's, should the job fail for good, or the cluster with it */
    public void whenFailed(Runnable told) {
        var unused = cluster.requestJobResult(id).whenComplete((result, lost) -> {
            if (lost != null || result.getJobStatus().orElse(JobStatus.FAILED) == JobStatus.FAILED) {
                told.run();
            }
        });
    }

    /**
     * Waits until every task runs, or has already finished as tasks of a bounded job do.
     *
     * @throws IllegalStateException if the job fails or is cancelled first, with Flink's reason as the cause
     * @throws TimeoutException if it takes longer; the job stays as it is
     */
    public void awaitRunning(Duration timeout) throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            AccessExecutionGraph graph = FutureUtils.<AccessExecutionGraph>retrySuccessfulWithDelay(
                            () -> cluster.getExecutionGraph(id).thenApply(AccessExecutionGraph.class::cast),
                            POLL,
                            Deadline.fromNow(timeout),
                            LocalJob::hasSettled,
                            new ScheduledExecutorServiceAdapter(timer))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (graph.getState() != JobStatus.RUNNING && graph.getState() != JobStatus.FINISHED) {
                throw new IllegalStateException(
                        "The job is " + graph.getState() + " before all of its tasks ran.",
                        graph.getFailureInfo() == null
                                ? null
                                : graph.getFailureInfo().getException());
            }
        } catch (ExecutionException e) {
            // Whichever of the two time-outs is first: Flink's own has an exception of its own.
            if (e.getCause() instanceof TimeoutException || e.getCause() instanceof FutureUtils.RetryException) {
                throw (TimeoutException) new TimeoutException(late("running", timeout)).initCause(e);
            }
            throw e;
        } catch (TimeoutException e) {
            throw (TimeoutException) new TimeoutException(late("running", timeout)).initCause(e);
        } finally {
            timer.shutdownNow();
        }
    }

    /**
     * Waits for a bounded job's end.
     *
     * @throws IllegalStateException if the job ends in any other way, with Flink's reason as the cause
     * @throws TimeoutException if it takes longer; the job goes on
     */
    public void awaitFinished(Duration timeout) throws Exception {
        JobResult result;
        try {
            result = cluster.requestJobResult(id).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw (TimeoutException) new TimeoutException(late("finished", timeout)).initCause(e);
        }
        if (!result.isSuccess()) {
            throw new IllegalStateException(
                    "The job did not finish but is " + result.getJobStatus().orElse(JobStatus.FAILED) + ".",
                    result.getSerializedThrowable().orElse(null));
        }
    }

    /**
     * @return the counts of Flink's accumulators by name: of a job that runs as its tasks last told them, of one that has
     *     finished the final ones
     */
    public Map<String, Long> counts() throws Exception {
        Map<String, Long> counts = new HashMap<>();
        for (var accumulator :
                cluster.getExecutionGraph(id).get().getAccumulatorsSerialized().entrySet()) {
            Object value = accumulator
                    .getValue()
                    .deserializeValue(LocalJob.class.getClassLoader())
                    .getUnchecked();
            if (value instanceof Long count) {
                counts.put(accumulator.getKey(), count);
            }
        }
        return counts;
    }

    /**
     * Takes a checkpoint, which is kept if the job's configuration says so.
     *
     * @return where it is, for {@link FlinkCluster#restore}
     */
    public String checkpoint() throws Exception {
        return cluster.triggerCheckpoint(id).get();
    }

    /** Ends the job where it stands. */
    public void cancel() throws Exception {
        cluster.cancelJob(id).get();
        cluster.requestJobResult(id).get();
    }

    /** Asks for a checkpoint now, beside those that come by themselves; whether it comes about is not waited for. */
    public void checkpointSoon() {
        var unused = cluster.triggerCheckpoint(id);
    }

    /**
     * Ends the job with all of its results committed and its state saved.
     *
     * @param folder gets the savepoint as a folder of its own
     * @return where the savepoint is, for {@link FlinkCluster#restore}
     */
    public String stopWithSavepoint(Path folder) throws Exception {
        return stop(folder, false);
    }

    /**
     * Ends the job with all of its results committed, and event time at its end, as if its topics had ended where it has got
     * to: what waits for a time is written, such as segments that are open.
     *
     * @param folder gets a savepoint that is of no further use
     */
    public void drain(Path folder) throws Exception {
        stop(folder, true);
    }

    private String stop(Path folder, boolean drain) throws Exception {
        String savepoint = cluster.stopWithSavepoint(
                        id, FlinkCluster.nameOf(folder), drain, SavepointFormatType.CANONICAL)
                .get();
        cluster.requestJobResult(id).get();
        return savepoint;
    }

    /** @return whether some task has ended, as those of a bounded job do that have read their part */
    public boolean hasFinishedTasks() throws Exception {
        return StreamSupport.stream(
                        cluster.getExecutionGraph(id)
                                .get()
                                .getAllExecutionVertices()
                                .spliterator(),
                        false)
                .anyMatch(task -> task.getExecutionState() == ExecutionState.FINISHED);
    }

    private static boolean hasSettled(AccessExecutionGraph graph) {
        return graph.getState().isGloballyTerminalState()
                || (graph.getState() == JobStatus.RUNNING
                        && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                                .allMatch(task -> task.getExecutionState() == ExecutionState.RUNNING
                                        || task.getExecutionState() == ExecutionState.FINISHED));
    }

    private String late(String state, Duration timeout) {
        return "Job " + id + " is not " + state + " after " + timeout.toSeconds() + " s.";
    }
}
