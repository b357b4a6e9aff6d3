package io.frametag.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.bench.BenchFailure;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatenciesTest {
    /** 1 to 100 ms, backwards. */
    private static final Latencies HUNDRED = new Latencies(
            LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray());

    @Test
    void aPercentileIsTheNearestRank() {
        assertThat(HUNDRED.percentile(50)).isEqualTo(50);
        assertThat(HUNDRED.percentile(99)).isEqualTo(99);
        assertThat(HUNDRED.percentile(99.9)).isEqualTo(100);
        assertThat(HUNDRED.percentile(100)).isEqualTo(100);
    }

    @Test
    void theWarmUpIsLeftOut() {
        assertThat(HUNDRED.from(90).percentile(100)).isEqualTo(10);
    }

    @Test
    void aFrameWithoutALabelIsNoResult() {
        assertThatThrownBy(() -> new Latencies(new long[] {5, 0, 5}).requireAll())
                .isInstanceOf(BenchFailure.class)
                .hasMessageStartingWith("Frame 1 of 3 has no label");
    }

    @Test
    void anotherProcessReadsTheSame(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("latencies");
        HUNDRED.write(file);
        assertThat(Latencies.read(file).nanos()).isEqualTo(HUNDRED.nanos());
    }
}
