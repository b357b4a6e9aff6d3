package io.frametag.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frametag.bench.latency.Arrivals.Kind;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    @Test
    void constantOnesAreEvenlySpaced() {
        assertThat(Arrivals.of(Kind.CONSTANT, 4, 1, 0).nanos())
                .containsExactly(0, 250_000_000, 500_000_000, 750_000_000);
    }

    @Test
    void poissonOnesHaveTheRateAndExponentialGaps() {
        long[] nanos = Arrivals.of(Kind.POISSON, 100, 1000, 1).nanos();
        double mean = nanos[nanos.length - 1] / 1e9 / (nanos.length - 1);
        assertThat(mean).isCloseTo(0.01, within(0.0002));
        int longer = 0;
        for (int i = 1; i < nanos.length; i++) {
            longer += nanos[i] - nanos[i - 1] > 10_000_000 ? 1 : 0;
        }
        assertThat(longer / (double) nanos.length)
                .as("of the gaps, longer than the mean")
                .isCloseTo(Math.exp(-1), within(0.01));
    }

    @Test
    void theSameSeedGivesTheSame() {
        assertThat(Arrivals.of(Kind.POISSON, 50, 2, 7).nanos())
                .isEqualTo(Arrivals.of(Kind.POISSON, 50, 2, 7).nanos())
                .isNotEqualTo(Arrivals.of(Kind.POISSON, 50, 2, 8).nanos());
    }

    @Test
    void othersFollowAfterTheirTime() {
        Arrivals both = Arrivals.of(Kind.CONSTANT, 2, 1, 0).then(Arrivals.of(Kind.CONSTANT, 1, 2, 0), 3);
        assertThat(both.nanos()).containsExactly(0, 500_000_000, 3_000_000_000L, 4_000_000_000L);
    }
}
