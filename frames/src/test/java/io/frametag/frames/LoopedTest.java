package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopedTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final List<Long> rounds = new ArrayList<>();

    private Recording frames(int count, long gapMillis) {
        return new Recording() {
            @Override
            public FrameSource open(Instant start, long round) {
                rounds.add(round);
                return GivenSource.of(IntStream.range(0, count)
                        .mapToObj(n -> start.plusMillis(n * gapMillis))
                        .toList());
            }

            @Override
            public Duration duration() {
                return Duration.ZERO;
            }
        };
    }

    @Test
    void theNextRoundGoesOnWhereTheLastOneEnded() throws Exception {
        List<Long> millis = new ArrayList<>();
        try (Looped looped = new Looped(frames(3, 100), START)) {
            while (millis.size() < 8) {
                Instant captured = looped.next().orElseThrow().captured();
                millis.add(Duration.between(START, captured).toMillis());
            }
        }
        assertThat(millis).containsExactly(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L);
        assertThat(rounds).containsExactly(0L, 1L, 2L);
    }

    @Test
    void ofOneFrameTimeGoesOnToo() throws Exception {
        try (Looped looped = new Looped(frames(1, 0), START)) {
            assertThat(looped.next().orElseThrow().captured()).isEqualTo(START);
            assertThat(looped.next().orElseThrow().captured()).isEqualTo(START.plusMillis(40));
        }
    }

    @Test
    void whatHasNoFrameHasAnEnd() throws Exception {
        try (Looped looped = new Looped(frames(0, 100), START)) {
            assertThat(looped.next()).isEmpty();
        }
    }
}
