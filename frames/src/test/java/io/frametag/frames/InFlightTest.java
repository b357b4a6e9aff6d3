package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InFlightTest {
    private final Stop stop = Stop.onSignal();
    private final InFlight inFlight = new InFlight(100, stop);

    @AfterEach
    void close() {
        stop.close();
    }

    @Test
    void whoHasNoPatienceIsRefusedWhatDoesNotFit() {
        assertThat(inFlight.take(60, false)).isTrue();
        assertThat(inFlight.take(60, false)).isFalse();
        assertThat(inFlight.take(40, false)).isTrue();
        inFlight.giveBack(60);
        assertThat(inFlight.take(60, false)).isTrue();
    }

    @Test
    void whoHasPatienceWaitsForRoom() throws Exception {
        assertThat(inFlight.take(100, true)).isTrue();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> inFlight.take(1, true));
        inFlight.giveBack(100);
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aWishToStopEndsTheWaiting() throws Exception {
        assertThat(inFlight.take(100, true)).isTrue();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> inFlight.take(1, true));
        stop.request();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void whatIsLargerThanTheBoundGoesAlone() {
        int share = inFlight.share(1L << 40);
        assertThat(inFlight.take(share, false)).isTrue();
        assertThat(inFlight.take(1, false)).isFalse();
    }
}
