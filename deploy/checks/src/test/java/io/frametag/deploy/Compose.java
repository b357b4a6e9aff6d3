package io.frametag.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code docker-compose.yml}, read without a container engine. */
final class Compose {
    static final String FILE = "docker-compose.yml";
    private final JsonNode root;

    private Compose(JsonNode root) {
        this.root = root;
    }

    static Compose read() throws IOException {
        return new Compose(Project.yaml(FILE).get(0));
    }

    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        root.path("services").properties().forEach(service -> services.put(service.getKey(), service.getValue()));
        return services;
    }

    JsonNode service(String name) {
        return Optional.ofNullable(services().get(name))
                .orElseThrow(() -> new AssertionError("No service " + name + " is in " + FILE));
    }

    List<String> command(String service) {
        return Project.strings(service(service).path("command"));
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        service(service)
                .path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }

    /** Ports inside the container that this machine is let to, each written {@code 127.0.0.1:HERE:THERE}. */
    List<Integer> published(String service) {
        return Project.strings(service(service).path("ports")).stream()
                .map(port -> Integer.parseInt(Project.first("^127\\.0\\.0\\.1:\\d+:(\\d+)$", port)))
                .toList();
    }

    long memoryMebibytes(String service) {
        return Long.parseLong(
                Project.first("^(\\d+)m$", service(service).path("mem_limit").asText()));
    }

    /** A tmpfs counts as memory of its container. */
    long tmpfsMebibytes(String service) {
        return Project.strings(service(service).path("tmpfs")).stream()
                .mapToLong(mount -> Long.parseLong(Project.first("size=(\\d+)m", mount)))
                .sum();
    }
}
