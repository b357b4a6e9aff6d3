package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureBoundTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final List<String> said = new ArrayList<>();
    private final Tally tally = new Tally();

    private Instant apply(boolean live, Instant captured) {
        return new CaptureBound(Duration.ofSeconds(60), live, tally, said::add).apply("door", captured, NOW);
    }

    @Test
    void aTimeWithinTheBoundIsLeftAlone() {
        assertThat(apply(true, NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
        assertThat(apply(true, NOW.minusSeconds(60))).isEqualTo(NOW.minusSeconds(60));
        assertThat(said).isEmpty();
    }

    @Test
    void aClockThatIsAheadIsMovedToTheBound() {
        assertThat(apply(false, NOW.plus(Duration.ofDays(365)))).isEqualTo(NOW.plusSeconds(60));
        assertThat(said)
                .singleElement()
                .isEqualTo("Stream door: a frame says it was taken at 2027-11-24T10:00:00Z, but arrived at"
                        + " 2026-11-24T10:00:00Z. Such times are moved to within 60 s of the arrival (--clock-bound).");
    }

    @Test
    void aLiveClockMayNotBeBehindButARecordingMayBeOld() {
        assertThat(apply(true, Instant.EPOCH)).isEqualTo(NOW.minusSeconds(60));
        assertThat(apply(false, Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void itIsSaidOnceAndCountedEachTime() {
        CaptureBound bound = new CaptureBound(Duration.ZERO, true, tally, said::add);
        for (int n = 0; n < 3; n++) {
            bound.apply("door", NOW.plusSeconds(1), NOW);
        }
        assertThat(said).hasSize(1);
        assertThat(tally.toString()).contains("capture times corrected 3");
    }
}
