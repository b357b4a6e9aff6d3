package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.frames.Reconnecting.Policy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReconnectingTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final Stop stop = Stop.onSignal();
    private final Tally tally = new Tally();
    private final StringWriter err = new StringWriter();
    /** What each attempt finds; nobody there where it is null. */
    private final Deque<GivenSource> later = new ArrayDeque<>();

    @AfterEach
    void close() {
        stop.close();
    }

    private Reconnecting reconnecting(GivenSource first, int attempts) {
        Policy policy = new Policy(new Backoff(Duration.ofMillis(2), Duration.ofMillis(4), () -> 0), attempts);
        return new Reconnecting(
                first,
                () -> {
                    if (later.isEmpty()) {
                        throw new SourceException("Cannot open the stream.");
                    }
                    return later.remove();
                },
                policy,
                stop,
                tally,
                new PrintWriter(err));
    }

    private static GivenSource breaksAfter(int second) {
        return GivenSource.breaking(List.of(START.plusSeconds(second)), "The stream has ended.");
    }

    @Test
    void framesGoOnFromTheNextConnectionAndItIsSaidAndCounted() throws Exception {
        GivenSource first = breaksAfter(0);
        later.add(breaksAfter(1));
        try (Reconnecting source = reconnecting(first, 3)) {
            assertThat(source.next().orElseThrow().captured()).isEqualTo(START);
            assertThat(source.next().orElseThrow().captured()).isEqualTo(START.plusSeconds(1));
        }
        assertThat(first.closed()).isTrue();
        assertThat(tally.toString()).contains("reconnects 1");
        assertThat(err.toString())
                .containsSubsequence("The stream has ended. Trying again in 0.0 s (attempt 1).", "Connected again.");
    }

    @Test
    void attemptsWithoutAFrameAddUpAndAFrameForgivesThem() throws Exception {
        later.add(GivenSource.breaking(List.of(), "The stream has ended."));
        later.add(breaksAfter(1));
        try (Reconnecting source = reconnecting(breaksAfter(0), 2)) {
            source.next();
            assertThat(source.next()).isPresent();
            assertThatThrownBy(source::next)
                    .isInstanceOf(SourceException.class)
                    .hasMessage("Cannot open the stream. Gave up after 2 attempts in a row (--reconnects).");
        }
    }

    @Test
    void aWishToStopEndsTheFrames() throws Exception {
        try (Reconnecting source = reconnecting(breaksAfter(0), 0)) {
            source.next();
            stop.request();
            assertThat(source.next()).isEmpty();
        }
    }
}
