package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00.123Z");

    private static List<Integer> taken(Sampling sampling, int frames, double fps) {
        return IntStream.range(0, frames)
                .filter(n -> sampling.takes(START.plus(Evenly.after(n, fps))))
                .boxed()
                .toList();
    }

    @Test
    void withoutBoundsEveryFrameIsTaken() {
        assertThat(taken(new Sampling(0, 1), 50, 25)).hasSize(50);
    }

    @Test
    void tenOfTwentyFiveAreSpreadEvenly() {
        assertThat(taken(new Sampling(10, 1), 26, 25)).containsExactly(0, 3, 5, 8, 10, 13, 15, 18, 20, 23, 25);
    }

    /** Frames that lie on the borders, and times rounded to the microsecond. */
    @Test
    void theRateDoesNotDriftInAnHour() {
        assertThat(taken(new Sampling(10, 1), 30 * 3600, 30)).hasSize(36_000);
        assertThat(taken(new Sampling(29.97, 1), 107_892, 29.97)).hasSize(107_892);
    }

    @Test
    void aSlowerSourceGivesAllItHas() {
        assertThat(taken(new Sampling(30, 1), 10, 5)).hasSize(10);
    }

    /** A camera that starts again in 1970 is not silent until it gets to today. */
    @Test
    void aClockThatIsSetBackBeginsAnew() {
        Sampling sampling = new Sampling(10, 1);
        assertThat(taken(sampling, 26, 25)).hasSize(11);
        Instant reset = Instant.EPOCH;
        assertThat(IntStream.range(0, 26)
                        .filter(n -> sampling.takes(reset.plus(Evenly.after(n, 25))))
                        .boxed())
                .containsExactly(0, 3, 5, 8, 10, 13, 15, 18, 20, 23, 25);
    }

    @Test
    void everyThirdIsCountedAmongThoseThatTheRateLeaves() {
        assertThat(taken(new Sampling(0, 3), 10, 25)).containsExactly(0, 3, 6, 9);
        assertThat(taken(new Sampling(10, 2), 26, 25)).containsExactly(0, 5, 10, 15, 20, 25);
    }
}
