package io.frametag.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
    }

    @Test
    void ratiosAreThoseOfWhatWasMeasuredSideBySide() {
        // The ratio of the medians would be 10 / 4.
        assertThat(Spread.ofRatios(List.of(2.0, 10.0, 30.0), List.of(1.0, 10.0, 4.0)))
                .isEqualTo(new Spread(2, 1, 7.5));
    }

    @Test
    void nothingHasNoSpread() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.ofRatios(List.of(1.0), List.of()));
    }

    @Test
    void theTextHasTheDecimalsAskedFor() {
        assertThat(new Spread(4.306, 4.2, 4.55).text(2)).isEqualTo("4.31 [4.20..4.55]");
    }

    @Test
    void aSingleMeasurementIsWrittenAlone() {
        assertThat(Spread.of(List.of(4.306)).text(1)).isEqualTo("4.3");
    }
}
