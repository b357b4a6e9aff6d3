package io.frametag.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One job on a {@link StandaloneCluster}. */
public final class ClusterJob {
    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

    private final FlinkRest rest;
    private final String id;

    ClusterJob(FlinkRest rest, String id) {
        this.rest = rest;
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** @return Flink's word: RUNNING, RESTARTING, FAILED ..; RUNNING does not mean that its tasks do */
    public String status() throws IOException {
        return job("").path("state").asText();
    }

    /** @return whether the job and every task of it runs */
    public boolean runs() throws IOException {
        JsonNode job = job("");
        if (!job.path("state").asText().equals("RUNNING")) {
            return false;
        }
        for (JsonNode vertex : job.path("vertices")) {
            if (vertex.path("tasks").path("RUNNING").asInt()
                    != vertex.path("parallelism").asInt()) {
                return false;
            }
        }
        return true;
    }

    /** @throws ClusterException if it does not run in time, or ends first, with Flink's reason */
    public void awaitRunning(Duration atMost) throws InterruptedException {
        await("all tasks of job " + id + " run", atMost, () -> {
            if (ENDED.contains(status())) {
                throw new ClusterException("Job " + id + " is " + status() + ": " + latestFailure());
            }
            return runs();
        });
    }

    /** Ends the job where it stands; a transaction that is open stays so until it is resumed or times out. */
    public void cancel(Duration atMost) throws IOException, InterruptedException {
        rest.patch("/jobs/" + id + "?mode=cancel");
        awaitEnd(atMost);
    }

    /** @return where the savepoint is, of a job that has committed all of its results and ended */
    public String stopWithSavepoint(Duration atMost) throws IOException, InterruptedException {
        String location = awaitSavepoint(
                rest.post("/jobs/" + id + "/stop", Map.of("drain", false)), atMost, "does not stop with a savepoint");
        awaitEnd(atMost);
        return location;
    }

    /** @return where the savepoint is, of a job that goes on */
    public String savepoint(Duration atMost) throws IOException, InterruptedException {
        return awaitSavepoint(
                rest.post("/jobs/" + id + "/savepoints", Map.of("cancel-job", false)), atMost, "makes no savepoint");
    }

    private String awaitSavepoint(JsonNode trigger, Duration atMost, String failed)
            throws IOException, InterruptedException {
        String path =
                "/jobs/" + id + "/savepoints/" + trigger.path("request-id").asText();
        await(
                "job " + id + " has a savepoint",
                atMost,
                () -> rest.get(path).path("status").path("id").asText().equals("COMPLETED"));
        JsonNode operation = rest.get(path).path("operation");
        if (!operation.has("location")) {
            throw new ClusterException("Job " + id + " " + failed + ": "
                    + operation.path("failure-cause").path("stack-trace").asText(operation.toString()));
        }
        return operation.path("location").asText();
    }

    public Checkpoints checkpoints() throws IOException {
        JsonNode answer = job("/checkpoints");
        JsonNode latest = answer.path("latest").path("completed");
        return new Checkpoints(
                answer.path("counts").path("completed").asLong(),
                answer.path("counts").path("failed").asLong(),
                latest.path("id").asLong(-1),
                latest.path("external_path").asText(""));
    }

    /** @return whether a checkpoint is under way that all tasks but one have done their part of */
    public boolean waitsForOneTask() throws IOException {
        for (JsonNode checkpoint : job("/checkpoints").path("history")) {
            int tasks = checkpoint.path("num_subtasks").asInt();
            if (checkpoint.path("status").asText().equals("IN_PROGRESS")
                    && checkpoint.path("num_acknowledged_subtasks").asInt() == tasks - 1) {
                return true;
            }
        }
        return false;
    }

    /** @return the resource ids of the TaskManagers that its tasks run on */
    public Set<String> taskManagers() throws IOException {
        Set<String> found = new TreeSet<>();
        for (JsonNode vertex : job("").path("vertices")) {
            for (JsonNode subtask :
                    job("/vertices/" + vertex.path("id").asText()).path("subtasks")) {
                found.add(subtask.path("taskmanager-id").asText());
            }
        }
        return found;
    }

    /** @return what made it fail so far, latest first, each with its stack trace */
    public List<String> failures() throws IOException {
        List<String> failures = new ArrayList<>();
        for (JsonNode entry : job("/exceptions").path("exceptionHistory").path("entries")) {
            failures.add(entry.path("stacktrace").asText());
        }
        return failures;
    }

    private void awaitEnd(Duration atMost) throws InterruptedException {
        await("job " + id + " has ended", atMost, () -> ENDED.contains(status()));
    }

    private String latestFailure() throws IOException {
        List<String> failures = failures();
        return failures.isEmpty() ? "without a reason" : failures.get(0);
    }

    private JsonNode job(String path) throws IOException {
        return rest.get("/jobs/" + id + path);
    }

    private static void await(String what, Duration atMost, Condition condition) throws InterruptedException {
        Await.until(what, atMost, () -> {
            try {
                return condition.holds();
            } catch (IOException notNow) {
                return false;
            }
        });
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * @param latestId of the latest that completed, or -1
     * @param latestPath where that one is, to resume from
     */
    public record Checkpoints(long completed, long failed, long latestId, String latestPath) {}
}
