package io.frametag.tools.cluster;

import io.frametag.standalone.Await;
import io.frametag.standalone.ClusterException;
import io.frametag.standalone.ClusterJob;
import io.frametag.standalone.FlinkCli;
import io.frametag.standalone.FlinkJobs;
import io.frametag.standalone.FlinkRest;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cluster that an earlier command has started, and its jobs. Each change is saved at once. One thread only. */
final class RunningCluster {
    /** For a busy machine; a tenth of it is usual. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ClusterFolder folder;
    private final FlinkRest rest;
    private ClusterState state;

    RunningCluster(ClusterFolder folder, ClusterState state) {
        this.folder = folder;
        this.state = state;
        this.rest = new FlinkRest(URI.create(state.restAddress()));
    }

    /** @throws CommandFailure if none is running */
    static RunningCluster in(ClusterFolder folder) {
        return new RunningCluster(folder, folder.state());
    }

    ClusterState state() {
        return state;
    }

    FlinkRest rest() {
        return rest;
    }

    /**
     * @param id a job's, or its beginning, or null for the only one
     * @throws CommandFailure if that is not exactly one
     */
    SubmittedJob job(String id) {
        List<SubmittedJob> found = state.jobs().stream()
                .filter(job -> id == null || job.id().startsWith(id))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String all = state.jobs().stream().map(SubmittedJob::id).collect(Collectors.joining(", "));
        if (state.jobs().isEmpty()) {
            throw CommandFailure.failed("The cluster has no job: submit one with 'cluster submit'.", null);
        }
        throw CommandFailure.wrongUse(
                id == null
                        ? "There are several jobs: name one of " + all + "."
                        : (found.isEmpty() ? "No job's" : "More than one job's") + " id begins with " + id
                                + ": there are " + all + ".");
    }

    /** @throws CommandFailure if the cluster has fewer slots than that, beside those of other jobs */
    void requireSlots(int parallelism, int freed) {
        try {
            int free = new FlinkJobs(rest).freeSlots() + freed;
            if (parallelism > free) {
                throw CommandFailure.wrongUse("Parallelism " + parallelism + " needs as many slots; free: " + free
                        + ". Start the cluster with more --taskmanagers or --slots.");
            }
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /**
     * Starts a job, or the application's cluster, and waits until all of its tasks run.
     *
     * @return it, with its id
     * @throws CommandFailure with the job's own reason if it does not; then nothing of it is left running
     */
    SubmittedJob start(SubmittedJob job, Optional<String> savepoint) throws InterruptedException {
        SubmittedJob started = job.via() == Road.APPLICATION ? launch(job, savepoint) : submit(job, savepoint);
        awaitRunning(started);
        state = state.with(started);
        folder.save(state);
        return started;
    }

    private SubmittedJob submit(SubmittedJob job, Optional<String> savepoint) throws InterruptedException {
        try {
            return job.withId(
                    job.via() == Road.CLI
                            ? new FlinkCli(FrametagHome.flink(), launch().settings())
                                    .run(Path.of(job.jar()), job.submission(savepoint))
                            : new FlinkJobs(rest)
                                    .submit(Path.of(job.jar()), job.submission(savepoint))
                                    .id());
        } catch (IOException e) {
            throw CommandFailure.failed("The job does not start: " + Reason.of(e.getMessage()), e);
        }
    }

    private SubmittedJob launch(SubmittedJob job, Optional<String> savepoint) throws InterruptedException {
        state = state.withFlink(launch().application(job, savepoint));
        folder.save(state);
        Await.holds(PATIENCE, () -> isKnown(job) || launch().refusal().isPresent());
        launch().refusal().ifPresent(reason -> {
            throw CommandFailure.failed("The job does not start: " + reason, null);
        });
        return job;
    }

    private boolean isKnown(SubmittedJob job) {
        try {
            new FlinkJobs(rest).job(job.id()).status();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Launch launch() {
        return new Launch(
                folder.path(), URI.create(state.restAddress()).getPort(), state.taskManagers(), state.slots());
    }

    private void awaitRunning(SubmittedJob job) throws InterruptedException {
        ClusterJob running = new FlinkJobs(rest).job(job.id());
        try {
            running.awaitRunning(PATIENCE);
        } catch (ClusterException e) {
            String reason = Reason.of(e.getMessage());
            try {
                List<String> failures = running.failures();
                reason = failures.isEmpty() ? reason : Reason.of(failures.get(0));
                running.cancel(PATIENCE);
            } catch (IOException | ClusterException ended) {
                e.addSuppressed(ended);
            }
            throw CommandFailure.failed("The job does not run: " + reason, e);
        }
    }

    /** @return where the savepoint is, of a job that goes on */
    String savepoint(SubmittedJob job) throws InterruptedException {
        try {
            return new FlinkJobs(rest).job(job.id()).savepoint(PATIENCE);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (ClusterException e) {
            throw CommandFailure.failed("No savepoint of job " + job.id() + ": " + Reason.of(e.getMessage()), e);
        }
    }

    /** @return where the savepoint is, of a job that has ended and is forgotten */
    String stopWithSavepoint(SubmittedJob job) throws InterruptedException {
        try {
            String savepoint = new FlinkJobs(rest).job(job.id()).stopWithSavepoint(PATIENCE);
            forget(job);
            return savepoint;
        } catch (IOException e) {
            throw unreachable(e);
        } catch (ClusterException e) {
            throw CommandFailure.failed(
                    "Job " + job.id() + " does not stop with a savepoint: " + Reason.of(e.getMessage())
                            + latestFailure(job)
                                    .map(failure -> ". Its latest failure: " + failure)
                                    .orElse(""),
                    e);
        }
    }

    /** @return why it was last restarted, if it was and Flink can be asked */
    Optional<String> latestFailure(SubmittedJob job) {
        try {
            return new FlinkJobs(rest)
                    .job(job.id()).failures().stream().findFirst().map(Reason::of);
        } catch (IOException unreachable) {
            return Optional.empty();
        }
    }

    private void forget(SubmittedJob job) {
        state = state.without(job);
        folder.save(state);
    }

    /**
     * Stops a job with a savepoint and starts another from there; if that does not run, the old one again.
     *
     * @return the other, with its id
     * @throws CommandFailure with the reason, and with where the savepoint is
     */
    SubmittedJob replace(SubmittedJob old, SubmittedJob other, String savepoint) throws InterruptedException {
        try {
            return startAnew(other, savepoint);
        } catch (CommandFailure e) {
            SubmittedJob again;
            try {
                again = startAnew(old, savepoint);
            } catch (CommandFailure second) {
                throw CommandFailure.failed(
                        e.getMessage() + " What ran before does not run either: " + second.getMessage()
                                + " Its savepoint is " + savepoint + ", its run id " + old.runId() + ".",
                        second);
            }
            throw CommandFailure.failed(
                    e.getMessage() + " What ran before runs again from " + savepoint + ", as job " + again.id() + ".",
                    e);
        }
    }

    private SubmittedJob startAnew(SubmittedJob job, String savepoint) throws InterruptedException {
        if (job.via() == Road.APPLICATION) {
            stopFlink();
        }
        return start(job, Optional.of(savepoint));
    }

    /** Stops the TaskManagers, then the JobManager: those that this cluster's state names, and no other process. */
    void stopFlink() throws InterruptedException {
        List<StartedProcess> processes = state.flinkProcesses();
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).stop();
        }
    }

    /** Stops all that is left of it, the broker last. */
    void stopAll() throws InterruptedException {
        stopFlink();
        for (StartedProcess process : state.processes()) {
            process.stop();
        }
    }

    CommandFailure unreachable(IOException e) {
        return CommandFailure.failed(
                "The JobManager at " + state.restAddress() + " does not do it: "
                        + Reason.of(String.valueOf(e.getMessage())),
                e);
    }
}
