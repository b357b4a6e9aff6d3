package io.frametag.tools.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.tools.page.LatencyWindow.Percentiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {
    private final LatencyWindow window = new LatencyWindow(30);

    private static ImageLabels endToEnd(long micros) {
        ImageLabels labels = PageSamples.labels("s", 0, PageSamples.NOON);
        labels.getLatency().setCaptureToLabel(micros);
        return labels;
    }

    private Percentiles endToEndAt(long second) {
        return window.at(second).get(0);
    }

    @Test
    void nothingHasNoPercentiles() {
        assertThat(window.at(1000)).isEmpty();
    }

    @Test
    void percentilesAreThoseOfAllSecondsInTheWindow() {
        for (int i = 1; i <= 100; i++) {
            window.add(1000 + i % 20, endToEnd(i * 1000L));
        }
        assertThat(endToEndAt(1020).stage()).isEqualTo("end to end");
        assertThat(endToEndAt(1020).p50()).isCloseTo(50, within(1.0));
        assertThat(endToEndAt(1020).p95()).isCloseTo(95, within(1.5));
        assertThat(endToEndAt(1020).p99()).isCloseTo(99, within(1.5));
        assertThat(window.at(1020))
                .extracting(Percentiles::stage)
                .containsExactly("end to end", "queue wait", "decode", "preprocess", "inference");
    }

    @Test
    void aSpikeIsForgottenWhenItsHalfMinuteIsOver() {
        window.add(1000, endToEnd(9_000_000));
        window.add(1010, endToEnd(1_000));
        assertThat(endToEndAt(1029).p99()).isGreaterThan(8_000);
        assertThat(endToEndAt(1030).p99()).isLessThan(2);
        assertThat(window.at(1040)).isEmpty();
    }

    @Test
    void aTimeThatTheJobFlaggedIsLeftOut() {
        ImageLabels labels = endToEnd(0);
        labels.setFlags(List.of(Flag.CAPTURED_IN_FUTURE));
        window.add(1000, labels);
        assertThat(window.at(1000))
                .extracting(Percentiles::stage)
                .doesNotContain("end to end")
                .contains("decode");
    }

    @Test
    void nonsenseInATopicIsBounded() {
        window.add(1000, endToEnd(-5));
        window.add(1000, endToEnd(Long.MAX_VALUE));
        assertThat(endToEndAt(1000).p50()).isZero();
        assertThat(endToEndAt(1000).p99()).isCloseTo(3_600_000, within(40_000.0));
    }
}
