package io.frametag.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.bench.latency.Arrivals.Kind;
import org.junit.jupiter.api.Test;

class UnderLoadTest {
    @Test
    void aFrameWaitsInLineForTheOnesBeforeIt() {
        Arrivals everyQuarter = Arrivals.of(Kind.CONSTANT, 4, 1, 0);
        assertThat(UnderLoad.inLine(everyQuarter, 100_000_000).nanos())
                .containsExactly(100_000_000, 100_000_000, 100_000_000, 100_000_000);
        assertThat(UnderLoad.inLine(everyQuarter, 300_000_000).nanos())
                .containsExactly(300_000_000, 350_000_000, 400_000_000, 450_000_000);
    }
}
