package io.frametag.frames.quality;

import static io.frametag.frames.quality.Streams.frames;
import static io.frametag.frames.quality.Streams.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelSpanTest {
    @Test
    void neighboursOfOneLabelAreOneSpan() {
        assertThat(LabelSpan.of(frames("cat*3 cat*2 dog*1 cat*4")))
                .containsExactly(span("cat", 0, 4), span("dog", 5, 5), span("cat", 6, 9));
    }

    @Test
    void noFramesAreNoSpan() {
        assertThat(LabelSpan.of(List.of())).isEmpty();
    }

    @Test
    void theLastFrameBelongsToIt() {
        assertThat(span("cat", 4, 4).length()).isEqualTo(1);
        assertThat(span("cat", 4, 4).iou(span("cat", 4, 4))).isEqualTo(1);
        assertThat(span("cat", 0, 4).iou(span("cat", 4, 8))).isEqualTo(1 / 9.0);
    }

    @Test
    void iouIsSharedOverAll() {
        assertThat(span("cat", 0, 9).iou(span("cat", 5, 14))).isEqualTo(5 / 15.0);
        assertThat(span("cat", 5, 14).iou(span("cat", 0, 9))).isEqualTo(5 / 15.0);
        assertThat(span("cat", 0, 9).iou(span("cat", 2, 6))).isEqualTo(0.5);
        assertThat(span("cat", 0, 9).iou(span("cat", 10, 19))).isZero();
        assertThat(span("cat", 0, 9).iou(span("cat", 500, 501))).isZero();
    }

    @Test
    void anEndBeforeTheBeginningIsRefused() {
        assertThatThrownBy(() -> span("cat", 5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> span("cat", -1, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
