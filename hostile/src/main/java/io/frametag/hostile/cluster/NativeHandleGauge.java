package io.frametag.hostile.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.frametag.standalone.ClusterJob;
import io.frametag.standalone.FlinkRest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How many sessions, tensors, images and buffers the job holds outside of the heap, by its own metric. */
public final class NativeHandleGauge {
    /** The JobManager fetches metrics when it is asked for them, and at most once a second. */
    private static final long FETCHED_AFTER_MILLIS = 1_500;

    private static final String METRIC = "frametag.nativeHandles";

    private final FlinkRest rest;
    private final ClusterJob job;

    NativeHandleGauge(FlinkRest rest, ClusterJob job) {
        this.rest = rest;
        this.job = job;
    }

    /**
     * Reads it, of a job that has nothing to do: the answer may be a second old.
     *
     * @return the process's count; every task of it reports the same. Empty if none does yet
     */
    public OptionalLong read() throws IOException, InterruptedException {
        // The first answer is what was fetched last, and has the next one fetched.
        ask();
        Thread.sleep(FETCHED_AFTER_MILLIS);
        return ask();
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
