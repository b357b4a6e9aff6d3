package io.frametag.frames.quality;

import static io.frametag.frames.quality.Streams.found;
import static io.frametag.frames.quality.Streams.frames;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownLabelsTest {
    @Test
    void whereNoSegmentIsNothingIsShown() {
        assertThat(ShownLabels.of(List.of(found("cat", 1, 2)), 4))
                .containsExactly(ShownLabels.NOTHING, "cat", "cat", ShownLabels.NOTHING);
        assertThat(ShownLabels.of(List.of(), 2)).containsExactly(ShownLabels.NOTHING, ShownLabels.NOTHING);
    }

    @Test
    void ofSeveralTheHighestMeanIsShown() {
        List<String> expected = frames("cat*2 dog*3");
        assertThat(ShownLabels.of(List.of(found("cat", 0, 3, 0.5), found("dog", 2, 4, 0.8)), 5))
                .isEqualTo(expected);
        assertThat(ShownLabels.of(List.of(found("dog", 2, 4, 0.8), found("cat", 0, 3, 0.5)), 5))
                .isEqualTo(expected);
    }

    @Test
    void aWeakOneIsShownAgainBehindAStrongerOne() {
        assertThat(ShownLabels.of(List.of(found("cat", 0, 5, 0.5), found("dog", 2, 3, 0.8)), 6))
                .isEqualTo(frames("cat*2 dog*2 cat*2"));
    }
}
