package io.frametag.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasesConfigTest {
    private static JobConfig parse(String... args) {
        return JobConfig.parse(
                Stream.concat(Stream.of("--bootstrap-servers", "localhost:9092"), Arrays.stream(args))
                        .toArray(String[]::new),
                Map.of());
    }

    @Test
    void theModelStaysUnlessATopicIsGiven() {
        assertThat(parse().releases()).isEmpty();
        assertThat(parse("--model-releases", "models").releases())
                .contains(new ReleasesConfig("models", "model-release-outcomes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --model-releases image-events | --model-releases
            --model-releases image-labels | --model-releases and --labels-topic are both 'image-labels'
            --model-releases m --model-release-outcomes m | --model-releases and --model-release-outcomes are both 'm'
            --model-releases m --model-release-outcomes image-dead-letters | --model-release-outcomes and --dead-letters-topic
            --model-releases image-segments --emit both | --model-releases and --segments-topic are both 'image-segments'
            """)
    void whatDoesNotGoTogetherIsSaid(String options, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(options.split(" ")))
                .withMessageStartingWith(message);
    }

    @Test
    void fromFilesToFilesReleasesNeedABroker() {
        String[] files = {"--input-files", "in", "--output-files", "out", "--model-releases", "models"};
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> JobConfig.parse(files, Map.of()))
                .withMessageStartingWith("--bootstrap-servers is missing");
        assertThat(parse(files).kafka().bootstrapServers()).isEqualTo("localhost:9092");
    }
}
