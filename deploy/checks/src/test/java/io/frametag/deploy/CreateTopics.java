package io.frametag.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code create-topics.sh} with a program in the place of Kafka's that writes down how it was called. */
final class CreateTopics {
    static final String SCRIPT = "deploy/docker/create-topics.sh";
    private final Map<String, List<String>> topics = new LinkedHashMap<>();

    CreateTopics(Map<String, String> environment) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("topics");
        Path calls = Files.createFile(folder.resolve("calls"));
        Path recorder = folder.resolve("kafka-topics.sh");
        Files.writeString(recorder, "#!/bin/sh\necho \"$*\" >> " + calls + "\n");
        Files.setPosixFilePermissions(recorder, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", Project.path(SCRIPT).toString()).inheritIO();
        builder.environment().putAll(environment);
        builder.environment().put("KAFKA_TOPICS_COMMAND", recorder.toString());
        Process process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        for (String call : Files.readAllLines(calls)) {
            List<String> words = Arrays.asList(call.split(" "));
            topics.put(words.get(words.indexOf("--topic") + 1), words);
        }
        for (Path file : List.of(calls, recorder, folder)) {
            Files.delete(file);
        }
    }

    /** The words of each call, by topic. */
    Map<String, List<String>> topics() {
        return topics;
    }
}
