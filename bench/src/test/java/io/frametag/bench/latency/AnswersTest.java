package io.frametag.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.bench.BenchFailure;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Latencies TWO = new Latencies(new long[] {5, 6});

    @Test
    void theAnswersAreAsManyAsTheFrames() {
        assertThat(new Answers(6, TWO, 3, 1).labelled().percentile(100)).isEqualTo(6e-6);
    }

    @Test
    void aFrameWithoutAnAnswerOrWithTwoFailsTheExperiment() {
        for (int sent : new int[] {5, 7}) {
            assertThatThrownBy(() -> new Answers(sent, TWO, 3, 1))
                    .isInstanceOf(BenchFailure.class)
                    .hasMessageContaining("2 labelled, 3 shed, 1 rejected");
        }
    }
}
