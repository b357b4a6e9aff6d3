package io.frametag.tools.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateWindowTest {
    private final RateWindow window = new RateWindow(5);

    private void add(long second, int times) {
        for (int i = 0; i < times; i++) {
            window.add(second);
        }
    }

    @Test
    void nothingIsNoRate() {
        assertThat(window.at(100)).isZero();
    }

    @Test
    void theFirstSecondCountsWhileItIsTheOnlyOne() {
        add(100, 7);
        assertThat(window.at(100)).isEqualTo(7);
    }

    @Test
    void theRateIsTheMeanOfWholeSeconds() {
        add(100, 10);
        add(101, 20);
        add(102, 1);
        assertThat(window.at(102)).isEqualTo(15);
    }

    @Test
    void secondsWithoutAnythingCountAsNothing() {
        add(100, 12);
        assertThat(window.at(103)).isEqualTo(4);
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        add(100, 1000);
        for (long second = 101; second <= 106; second++) {
            add(second, 8);
        }
        assertThat(window.at(106)).isEqualTo(8);
        assertThat(window.at(120)).isZero();
    }
}
