package io.frametag.hostile.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowestImageTest {
    @Test
    void anImageMayTakeAsLongAsTheBoundAndNoLonger() {
        assertThat(new SlowestImage("7 (GIF; none)", SlowestImage.BOUND).troubles())
                .isEmpty();
        assertThat(new SlowestImage("7 (GIF; none)", SlowestImage.BOUND.plusMillis(1)).troubles())
                .containsExactly("An image took 3,001 ms to decode and resize, and may take 3,000: 7 (GIF; none).");
    }
}
