package io.frametag.tools.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.tools.CommandFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobOptionsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);

    @Test
    void brokerAndRunIdAreFilledIn() {
        List<String> options = JobOptions.complete(List.of("--top-k", "3"), Optional.of("kafka:1"), CLOCK);

        assertThat(options).startsWith("--top-k", "3", "--bootstrap-servers", "kafka:1", "--run-id");
        assertThat(options.get(5)).matches("run-20260304-050607-[0-9a-f]{4}");
    }

    @Test
    void whatIsGivenStays() {
        List<String> given = List.of("--bootstrap-servers=mine:2", "--run-id", "tuesday");

        assertThat(JobOptions.complete(given, Optional.of("kafka:1"), CLOCK)).isEqualTo(given);
    }

    @Test
    void aJobWithoutAnyBrokerIsRefused() {
        assertThatThrownBy(() -> JobOptions.complete(List.of(), Optional.empty(), CLOCK))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--bootstrap-servers");
    }

    @Test
    void aSecretIsRefusedBeforeItIsWrittenDown() {
        List<String> given = List.of("--kafka.ssl.key.password=hunter2");

        assertThatThrownBy(() -> JobOptions.complete(given, Optional.of("kafka:1"), CLOCK))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("--kafka.ssl.key.password is a secret, and others can see a command line: ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void parallelismIsTheClustersToSay() {
        assertThatThrownBy(() -> JobOptions.complete(List.of("--parallelism", "2"), Optional.of("kafka:1"), CLOCK))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("-p");
    }
}
