package io.frametag.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();

    @Test
    void theLongestGapIsBetweenTwoArrivals() {
        add("a", 10, 20, 90, 100);

        assertThat(arrivals.longestGap(15, 105)).isEqualTo(Duration.ofNanos(70));
    }

    @Test
    void itBeginsWithTheLastArrivalBeforeTheFirstTime() {
        add("a", 10, 90, 95);

        assertThat(arrivals.longestGap(50, 100)).isEqualTo(Duration.ofNanos(80));
    }

    @Test
    void whatNeverComesBackIsAGapUntilTheEnd() {
        add("a", 10, 20);

        assertThat(arrivals.longestGap(5, 1_000)).isEqualTo(Duration.ofNanos(980));
    }

    @Test
    void arrivalsAfterTheSecondTimeDoNotCount() {
        add("a", 490, 500, 510, 2_000);

        assertThat(arrivals.longestGap(490, 520)).isEqualTo(Duration.ofNanos(10));
    }

    @Test
    void aStreamThatGoesOnDoesNotHideOneThatStandsStill() {
        add("a", 10, 20, 30, 40, 50, 60);
        add("b", 10, 60);

        assertThat(arrivals.longestGap(10, 65)).isEqualTo(Duration.ofNanos(50));
    }

    private void add(String stream, long... times) {
        for (long time : times) {
            arrivals.add(stream, time);
        }
    }
}
