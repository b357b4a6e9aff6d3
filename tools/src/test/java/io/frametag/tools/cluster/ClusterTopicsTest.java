package io.frametag.tools.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClusterTopicsTest {
    @Test
    void topicsAndSizesAreThoseOfTheContainers() throws Exception {
        String script = Files.readString(Path.of("../deploy/docker/create-topics.sh"));

        ClusterTopics.ALL.forEach((topic, config) -> {
            String line = script.lines()
                    .map(String::strip)
                    .filter(each -> each.startsWith("create " + topic))
                    .findFirst()
                    .orElseThrow();
            config.forEach((key, value) -> assertThat(line).contains("--config " + key + "=" + value));
            assertThat(line.contains("max.message.bytes")).isEqualTo(config.containsKey("max.message.bytes"));
        });
    }
}
