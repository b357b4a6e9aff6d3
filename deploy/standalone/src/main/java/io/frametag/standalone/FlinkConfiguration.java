package io.frametag.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.local.LoopbackPorts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cluster's {@code conf} folder: {@code config.yaml} and {@code log4j.properties}. */
final class FlinkConfiguration {
    private static final String LOG4J = "log4j.properties";

    private FlinkConfiguration() {}

    /** @return the options as written, by key */
    static Map<String, String> write(ClusterSettings settings) throws IOException {
        Map<String, String> options = options(settings);
        StringBuilder yaml = new StringBuilder();
        // JSON's strings are YAML's: nothing in a value can be taken for syntax.
        options.forEach((key, value) ->
                yaml.append(key).append(": ").append(quoted(value)).append('\n'));
        Files.createDirectories(settings.conf());
        Files.createDirectories(settings.temporary());
        Files.writeString(settings.conf().resolve("config.yaml"), yaml);
        try (InputStream log4j = FlinkConfiguration.class.getResourceAsStream(LOG4J)) {
            Files.write(log4j(settings), log4j.readAllBytes());
        }
        return options;
    }

    static Path log4j(ClusterSettings settings) {
        return settings.conf().resolve(LOG4J);
    }

    private static Map<String, String> options(ClusterSettings settings) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("jobmanager.rpc.address", "127.0.0.1");
        options.put("jobmanager.rpc.port", Integer.toString(LoopbackPorts.free()));
        options.put("jobmanager.bind-host", "127.0.0.1");
        options.put("rest.address", "127.0.0.1");
        options.put("rest.bind-address", "127.0.0.1");
        options.put("rest.port", Integer.toString(LoopbackPorts.free()));
        options.put("taskmanager.host", "127.0.0.1");
        options.put("taskmanager.bind-host", "127.0.0.1");

        options.put("jobmanager.memory.process.size", "800m");
        options.put("taskmanager.memory.process.size", "1300m");
        options.put("taskmanager.numberOfTaskSlots", "1");
        // ONNX Runtime and OpenCV allocate outside of the heap.
        options.put("taskmanager.memory.task.off-heap.size", "256m");
        options.put("taskmanager.memory.network.min", "32m");
        options.put("taskmanager.memory.network.max", "32m");
        // The job's state is offsets and transaction ids: there is nothing for RocksDB to manage.
        options.put("taskmanager.memory.managed.size", "0m");
        options.put("state.backend.type", "hashmap");

        // JavaCPP would count the whole process, heap included, and refuse to allocate.
        options.put("env.java.opts.taskmanager", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");

        // A copy in somebody's jar must not win over the one in lib/, since a JVM maps a library once.
        options.put("classloader.parent-first-patterns.additional", "ai.onnxruntime.;org.bytedeco.");

        options.put("execution.checkpointing.storage", "filesystem");
        options.put(
                "execution.checkpointing.dir", settings.checkpoints().toUri().toString());
        options.put(
                "execution.checkpointing.savepoint-dir",
                settings.savepoints().toUri().toString());
        options.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");

        // A TaskManager that is gone is noticed by two heartbeats that do not reach it; Flink's 10 s make that 20 s.
        options.put("heartbeat.interval", "2 s");
        options.put("heartbeat.timeout", "30 s");

        options.put("io.tmp.dirs", settings.temporary().toString());
        options.put("metrics.fetcher.update-interval", "1 s");
        // How old an answer of the REST interface may be, in milliseconds.
        options.put("web.refresh-interval", "200");
        options.putAll(settings.flink());
        return options;
    }

    private static String quoted(String value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A string that is no JSON: " + value, e);
        }
    }
}
