package io.frametag.tools.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.frametag.tools.ExitCodes;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What runs, and how far it is. */
@Command(
        name = "status",
        header = "Show the cluster's processes and jobs.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":each process is there, and each job runs",
            ExitCodes.FOUND_WRONG + ":not so",
            ExitCodes.WRONG_USE + ":wrong use of this command",
            ExitCodes.FAILED + ":no cluster is running there"
        })
final class Status implements Callable<Integer> {
    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolder folder;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** @param state running or gone */
    record ProcessStatus(String name, long pid, String state, String log) {}

    /**
     * @param state Flink's word, or UNREACHABLE
     * @param checkpoint the latest that is complete, or null
     * @param latestFailure why it was last restarted, or null
     */
    record JobStatus(
            String id,
            String name,
            String state,
            int parallelism,
            String runId,
            String via,
            String jar,
            CheckpointStatus checkpoint,
            String latestFailure) {}

    /** @param completed when, in UTC */
    record CheckpointStatus(long id, String completed, boolean savepoint, String path) {}

    record ClusterStatus(
            String web,
            String kafka,
            String page,
            List<ProcessStatus> processes,
            List<JobStatus> jobs,
            boolean healthy) {}

    @Override
    public Integer call() {
        RunningCluster cluster = RunningCluster.in(folder);
        List<ProcessStatus> processes = cluster.state().processes().stream()
                .map(process -> new ProcessStatus(
                        process.name(), process.pid(), process.isAlive() ? "running" : "gone", process.log()))
                .toList();
        List<JobStatus> jobs =
                cluster.state().jobs().stream().map(job -> of(cluster, job)).toList();
        boolean healthy = processes.stream().allMatch(process -> process.state().equals("running"))
                && jobs.stream().allMatch(job -> job.state().equals("RUNNING"));
        ClusterStatus status = new ClusterStatus(
                cluster.state().restAddress(),
                cluster.state().bootstrapServers(),
                cluster.state().page(),
                processes,
                jobs,
                healthy);
        spec.commandLine().getOut().print(json ? json(status) : text(status));
        spec.commandLine().getOut().flush();
        return healthy ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
    }

    static boolean hasEnded(String state) {
        return ENDED.contains(state);
    }

    static JobStatus of(RunningCluster cluster, SubmittedJob job) {
        try {
            JsonNode flink = cluster.rest().get("/jobs/" + job.id());
            JsonNode latest = cluster.rest()
                    .get("/jobs/" + job.id() + "/checkpoints")
                    .path("latest")
                    .path("completed");
            CheckpointStatus checkpoint = latest.path("id").isMissingNode()
                    ? null
                    : new CheckpointStatus(
                            latest.path("id").asLong(),
                            Instant.ofEpochMilli(
                                            latest.path("latest_ack_timestamp").asLong())
                                    .toString(),
                            latest.path("is_savepoint").asBoolean(),
                            latest.path("external_path").asText());
            int parallelism = 0;
            for (JsonNode vertex : flink.path("vertices")) {
                parallelism = Math.max(parallelism, vertex.path("parallelism").asInt());
            }
            return new JobStatus(
                    job.id(),
                    flink.path("name").asText(),
                    flink.path("state").asText(),
                    parallelism,
                    job.runId(),
                    job.via().toString(),
                    job.jar(),
                    checkpoint,
                    cluster.latestFailure(job).orElse(null));
        } catch (IOException e) {
            return new JobStatus(
                    job.id(),
                    "",
                    "UNREACHABLE",
                    job.parallelism(),
                    job.runId(),
                    job.via().toString(),
                    job.jar(),
                    null,
                    null);
        }
    }

    private static String json(ClusterStatus status) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(status) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A status that is no JSON: " + status, e);
        }
    }

    private static String text(ClusterStatus status) {
        StringBuilder text = new StringBuilder();
        for (ProcessStatus process : status.processes()) {
            JobText.line(text, process.name(), process.state() + ", pid " + process.pid());
        }
        JobText.line(text, "web page", status.web());
        if (status.kafka() != null) {
            JobText.line(text, "Kafka", status.kafka());
        }
        if (status.page() != null) {
            JobText.line(text, "live page", status.page());
        }
        for (JobStatus job : status.jobs()) {
            text.append(String.format("%n"));
            JobText.line(text, "job", job.id());
            JobText.line(text, "state", job.state());
            JobText.line(text, "parallelism", Integer.toString(job.parallelism()));
            JobText.line(text, "run id", job.runId());
            JobText.line(
                    text,
                    "checkpoint",
                    job.checkpoint() == null
                            ? "none yet"
                            : job.checkpoint().id() + ", completed "
                                    + job.checkpoint().completed());
            if (job.latestFailure() != null) {
                JobText.line(text, "latest failure", job.latestFailure());
            }
        }
        return text.toString();
    }
}
