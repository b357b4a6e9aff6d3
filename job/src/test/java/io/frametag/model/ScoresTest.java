package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

    @Test
    void rowsThatSumToOneAreProbabilitiesAndStayAsTheyAre() {
        Scores scores = Scores.of(List.of(new float[] {0.2f, 0.8f}, new float[] {0.5f, 0.4995f}));
        float[] row = {0.25f, 0.75f};

        scores.toProbabilities(row);

        assertThat(scores).isEqualTo(Scores.PROBABILITIES);
        assertThat(row).containsExactly(0.25f, 0.75f);
    }

    @Test
    void oneRowOfAnotherSumMakesThemLogits() {
        assertThat(Scores.of(List.of(new float[] {0.2f, 0.8f}, new float[] {0.2f, 0.7f})))
                .isEqualTo(Scores.LOGITS);
    }

    @Test
    void aNegativeScoreMakesThemLogitsWhateverTheSum() {
        assertThat(Scores.of(List.of(new float[] {-0.5f, 1.5f}))).isEqualTo(Scores.LOGITS);
    }

    @Test
    void softmaxOfKnownLogits() {
        float[] row = {1, 2, 3};

        Scores.LOGITS.toProbabilities(row);

        assertThat(row).containsExactly(new float[] {0.09003057f, 0.24472848f, 0.66524094f}, CLOSE);
    }

    @Test
    void softmaxNeitherOverflowsNorUnderflows() {
        float[] huge = {1e4f, 1e4f, -1e4f};

        Scores.LOGITS.toProbabilities(huge);

        assertThat(huge).containsExactly(0.5f, 0.5f, 0f);
    }

    @Test
    void numbersThatAreNoneAreSeen() {
        assertThat(Scores.areFinite(new float[] {0, 1})).isTrue();
        assertThat(Scores.areFinite(new float[] {0, Float.NaN})).isFalse();
        assertThat(Scores.areFinite(new float[] {Float.NEGATIVE_INFINITY})).isFalse();
    }
}
