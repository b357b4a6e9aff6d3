package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void theWaitDoublesUpToTheBound() {
        // Zero: the shortest of what jitter gives.
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), () -> 0);
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(backoff::delay).map(Duration::toMillis))
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 15000L, 15000L, 15000L);
        assertThat(backoff.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void jitterTakesUpToHalfOfIt() {
        Backoff backoff = new Backoff(Duration.ofSeconds(8), Duration.ofSeconds(30), new Random(1));
        assertThat(IntStream.range(0, 1000).mapToObj(n -> backoff.delay(1)))
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8)))
                .anyMatch(wait -> wait.compareTo(Duration.ofMillis(4400)) < 0)
                .anyMatch(wait -> wait.compareTo(Duration.ofMillis(7600)) > 0);
    }
}
