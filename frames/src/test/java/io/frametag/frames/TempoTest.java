package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TempoTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private static Duration played(double speed, Duration recorded) {
        long begin = System.nanoTime();
        try (Stop stop = Stop.onSignal()) {
            Tempo tempo = new Tempo(speed, stop, System::nanoTime);
            tempo.await(START);
            tempo.await(START.plus(recorded));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void aMultipleOfRealTimeIsHeld() {
        assertThat(played(1, Duration.ofMillis(80))).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        assertThat(played(500, Duration.ofSeconds(50))).isBetween(Duration.ofMillis(100), Duration.ofSeconds(20));
    }

    @Test
    void withoutABoundNobodyWaits() {
        assertThat(played(0, Duration.ofHours(1))).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aWishToStopEndsTheWaiting() {
        try (Stop stop = Stop.onSignal()) {
            Tempo tempo = new Tempo(1, stop, System::nanoTime);
            tempo.await(START);
            stop.request();
            tempo.await(START.plus(Duration.ofHours(1)));
            assertThat(stop.requested()).isTrue();
        }
    }
}
