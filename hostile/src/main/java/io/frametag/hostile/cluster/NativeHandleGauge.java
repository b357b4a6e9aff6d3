package io.frametag.hostile.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.frametag.standalone.Await;
import io.frametag.standalone.ClusterJob;
import io.frametag.standalone.FlinkRest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How many sessions, tensors, images and buffers the job holds outside of the heap, by its own metric. */
public final class NativeHandleGauge {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String PROCESSOR_TIME = "Status.JVM.CPU.Time";
    private static final String METRIC = "frametag.nativeHandles";

    private final FlinkRest rest;
    private final ClusterJob job;

    NativeHandleGauge(FlinkRest rest, ClusterJob job) {
        this.rest = rest;
        this.job = job;
    }

    /**
     * Reads it, of a job that has nothing to do. The JobManager fetches metrics when it is asked for them, at most once a
     * second, and answers with what it fetched last: so the answer counts once the processes' times, which always grow and
     * are fetched together with it, are others than at first.
     *
     * @return the process's count; every task of it reports the same. Empty if none does yet
     */
    public OptionalLong read() throws IOException, InterruptedException {
        String before = processorTimes();
        Await.until("the JobManager has fetched metrics anew", PATIENCE, () -> {
            try {
                return !processorTimes().equals(before);
            } catch (IOException notNow) {
                return false;
            }
        });
        return ask();
    }

    private String processorTimes() throws IOException {
        StringBuilder times = new StringBuilder();
        for (JsonNode taskManager : rest.get("/taskmanagers").path("taskmanagers")) {
            times.append(
                    rest.get("/taskmanagers/" + taskManager.path("id").asText() + "/metrics?get=" + PROCESSOR_TIME));
        }
        return times.toString();
    }

    private OptionalLong ask() throws IOException {
        OptionalLong most = OptionalLong.empty();
        for (JsonNode vertex : rest.get("/jobs/" + job.id()).path("vertices")) {
            String path = "/jobs/" + job.id() + "/vertices/" + vertex.path("id").asText() + "/metrics";
            List<String> names = new ArrayList<>();
            for (JsonNode metric : rest.get(path)) {
                if (metric.path("id").asText().endsWith(METRIC)) {
                    names.add(URLEncoder.encode(metric.path("id").asText(), StandardCharsets.UTF_8));
                }
            }
            if (names.isEmpty()) {
                continue;
            }
            for (JsonNode metric : rest.get(path + "?get=" + String.join(",", names))) {
                long handles = metric.path("value").asLong();
                most = OptionalLong.of(most.isPresent() ? Math.max(most.getAsLong(), handles) : handles);
            }
        }
        return most;
    }
}
