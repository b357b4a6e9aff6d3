package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void framesAreDueEvenlyFromTheFirst() {
        Pace pace = new Pace(4);
        assertThat(pace.delay(0, Duration.ZERO)).isZero();
        assertThat(pace.delay(3, Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(650));
    }

    @Test
    void aLateFrameDoesNotWaitAndTheNextIsDueAsBefore() {
        Pace pace = new Pace(10);
        assertThat(pace.delay(2, Duration.ofMillis(250))).isZero();
        assertThat(pace.delay(3, Duration.ofMillis(251))).isEqualTo(Duration.ofMillis(49));
    }

    @Test
    void withoutARateNothingWaits() {
        assertThat(new Pace(0).delay(1_000_000, Duration.ZERO)).isZero();
    }

    @Test
    void whatIsNoRateIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(Double.NaN));
    }
}
