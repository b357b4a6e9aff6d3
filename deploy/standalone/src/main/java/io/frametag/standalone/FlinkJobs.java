package io.frametag.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;

/** The jobs of a cluster that runs, by whoever it was started. Thread-safe. */
public final class FlinkJobs {
    private final FlinkRest rest;

    public FlinkJobs(FlinkRest rest) {
        this.rest = rest;
    }

    /**
     * Uploads a jar and starts it.
     *
     * @return the job, accepted but perhaps not running yet
     * @throws IOException with the job's own message if it refuses to start
     */
    public ClusterJob submit(Path jar, Submission submission) throws IOException {
        String file = rest.upload("/jars/upload", jar).path("filename").asText();
        String id = Path.of(file).getFileName().toString();
        try {
            JsonNode answer = rest.post("/jars/" + id + "/run", submission.body());
            return job(answer.path("jobid").asText());
        } finally {
            rest.delete("/jars/" + id);
        }
    }

    /** @param id Flink's, of a job that may be there or not */
    public ClusterJob job(String id) {
        return new ClusterJob(rest, id);
    }

    /** @return the slots that no job has */
    public int freeSlots() throws IOException {
        return rest.get("/overview").path("slots-available").asInt();
    }
}
