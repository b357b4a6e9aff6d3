package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
    @Test
    void ofTwoClassesTheSecondFromTheThresholdOn() {
        Answers answers = new Answers.OneOf(0.9f, 0);

        assertThat(selected(answers, 3, 0.11f, 0.89f)).containsExactly(0);
        assertThat(selected(answers, 3, 0.1f, 0.9f)).containsExactly(1);
    }

    @Test
    void ofMoreTheBestAboveTheThresholdOrTheOneThatStandsForNone() {
        Answers answers = new Answers.OneOf(0.5f, 1);

        assertThat(selected(answers, 1, 0.2f, 0.1f, 0.7f)).containsExactly(2);
        assertThat(selected(answers, 1, 0.2f, 0.3f, 0.5f)).containsExactly(1);
    }

    @Test
    void allAboveTheirThresholdsBestFirstAndNoMoreThanWanted() {
        Answers answers = new Answers.EachAbove(List.of(0.5f, 0.95f, 0.1f, 0f));

        assertThat(answers.topK()).isEqualTo(4);
        assertThat(selected(answers, 4, 0.5f, 0.9f, 0.2f, 0.3f)).containsExactly(3, 2);
        assertThat(selected(answers, 1, 0.5f, 0.9f, 0.2f, 0.3f)).containsExactly(3);
        assertThat(selected(answers, 4, 0.6f, 0.96f, 0.2f, 0f)).containsExactly(1, 0, 2);
        assertThat(selected(answers, 4, 0, 0, 0, 0)).isEmpty();
    }

    private static int[] selected(Answers answers, int wanted, float... scores) {
        int[] best = new int[wanted];
        return Arrays.copyOf(best, answers.select(scores, best));
    }
}
