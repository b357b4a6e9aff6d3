package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.schema.ImageEvent;
import io.frametag.tools.kafka.ScanProgress;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<Instant> TEN =
            IntStream.range(0, 10).mapToObj(n -> START.plusMillis(40L * n)).toList();

    private final Stop stop = Stop.onSignal();
    private final Tally tally = new Tally();
    private final Shelf shelf = new Shelf();

    /** Has room for some frames, then for none. */
    private static final class Shelf implements Outbox {
        private final List<ImageEvent> events = new ArrayList<>();
        private final List<Boolean> patience = new ArrayList<>();
        private int full = Integer.MAX_VALUE;
        private int flushes;

        @Override
        public boolean send(List<ImageEvent> frame, boolean patient) {
            patience.add(patient);
            // Emptied behind the frame that found no room.
            if (patience.size() == full) {
                return false;
            }
            events.addAll(frame);
            return true;
        }

        @Override
        public long arrived() {
            return events.size();
        }

        @Override
        public void flush() {
            flushes++;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        stop.close();
    }

    private void run(FrameSource source, List<String> streams, boolean live, long most) throws SourceException {
        try (source;
                SceneChange change = new SceneChange(0);
                PictureEncoder encoder = PictureEncoder.jpeg(80)) {
            new Feed(
                            streams,
                            live,
                            most,
                            new Sampling(0, 1),
                            change,
                            new Tempo(0, stop, System::nanoTime),
                            encoder,
                            new CaptureBound(Duration.ofDays(1), live, tally, line -> {}),
                            shelf,
                            new Truth(Writer.nullWriter(), streams),
                            stop,
                            Clock.fixed(START, ZoneOffset.UTC))
                    .run(source, tally, ScanProgress.NONE.begin("frames", 10));
        }
    }

    @Test
    void eachStreamGetsEveryFrameInOrder() throws Exception {
        run(GivenSource.of(TEN), List.of("a-0", "a-1"), false, Long.MAX_VALUE);
        assertThat(shelf.events).hasSize(20);
        for (int n = 0; n < 20; n++) {
            ImageEvent event = shelf.events.get(n);
            assertThat(event.getStreamId()).isEqualTo("a-" + n % 2);
            assertThat(event.getSequence()).isEqualTo(n / 2);
            assertThat(event.getCapturedAt()).isEqualTo(TEN.get(n / 2));
            assertThat(event.getSentAt()).isEqualTo(START);
        }
        assertThat(shelf.events.stream().map(ImageEvent::getEventId).distinct()).hasSize(20);
        assertThat(shelf.patience).as("a recording waits").containsOnly(true);
        assertThat(shelf.flushes).isEqualTo(1);
        assertThat(tally)
                .hasToString(
                        "Frames read 10, events sent 20, skipped 0, dropped 0, reconnects 0, capture times corrected 0");
    }

    @Test
    void aLiveFrameThatFindsNoRoomIsDroppedAndMissingInTheSequence() throws Exception {
        shelf.full = 3;
        run(GivenSource.of(TEN), List.of("a"), true, Long.MAX_VALUE);
        assertThat(shelf.patience).as("a live source waits for nobody").containsOnly(false);
        assertThat(shelf.events.stream().map(ImageEvent::getSequence))
                .containsExactly(0L, 1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(tally.toString()).contains("events sent 9", "dropped 1");
    }

    @Test
    void itEndsWhenEnoughIsSent() throws Exception {
        run(GivenSource.of(TEN), List.of("a"), false, 4);
        assertThat(shelf.events).hasSize(4);
        assertThat(tally.toString()).contains("Frames read 4,");
    }

    @Test
    void whatASourceGaveBeforeItBrokeOffIsSent() {
        assertThatThrownBy(() -> run(GivenSource.breaking(TEN, "It broke."), List.of("a"), false, 99))
                .isInstanceOf(SourceException.class)
                .hasMessage("It broke.");
        assertThat(shelf.events).hasSize(10);
        assertThat(shelf.flushes).isEqualTo(1);
    }

    @Test
    void aWishToStopEndsIt() throws Exception {
        stop.request();
        run(GivenSource.of(TEN), List.of("a"), false, 99);
        assertThat(shelf.events).isEmpty();
        assertThat(shelf.flushes).isEqualTo(1);
    }
}
