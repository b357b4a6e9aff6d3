package io.frametag.tools.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void theJobsOwnSentenceGoesBeforeDeeperCauses() {
        assertThat(Reason.of("""
                org.apache.flink.client.program.ProgramInvocationException: The main method caused an error
                \tat org.apache.flink.Somewhere
                Caused by: io.frametag.config.ConfigException: --delivery is wrong.
                Caused by: java.lang.Exception: deeper
                """)).isEqualTo("--delivery is wrong.");
    }

    @Test
    void elseItIsTheDeepestCauseWithoutItsClass() {
        assertThat(Reason.of("""
                java.lang.RuntimeException: outer
                Caused by: java.util.concurrent.CompletionException: middle
                \tat org.apache.flink.Somewhere
                Caused by: org.apache.kafka.common.errors.TimeoutException: Topic x not present
                \tat org.apache.flink.Somewhere
                """)).isEqualTo("Topic x not present");
    }

    @Test
    void elseItIsTheFirstLine() {
        assertThat(Reason.of("\nNothing known.\nat all")).isEqualTo("Nothing known.");
        assertThat(Reason.of("")).isEqualTo("without a reason");
    }
}
