package io.frametag.tools.page;

import static io.frametag.tools.page.PageSamples.NOON;
import static io.frametag.tools.page.PageSamples.frame;
import static io.frametag.tools.page.PageSamples.id;
import static io.frametag.tools.page.PageSamples.label;
import static io.frametag.tools.page.PageSamples.labels;
import static io.frametag.tools.page.PageSamples.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.tools.page.Answer.Score;
import io.frametag.tools.page.PageSamples.HandClock;
import io.frametag.tools.page.Snapshot.ReasonCount;
import io.frametag.tools.page.Snapshot.StreamNow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PageStateTest {
    private final HandClock clock = new HandClock();
    private final PageState state = new PageState(clock);

    private StreamNow only() {
        assertThat(state.snapshot().streams()).hasSize(1);
        return state.snapshot().streams().get(0);
    }

    private long bytesShown(int index) {
        return state.shown(index).map(SampledFrame::bytes).orElse(0);
    }

    @Test
    void aFrameIsShownBesideItsOwnLabels() {
        state.frame("door", frame(10, 1));
        assertThat(only().answered()).isFalse();
        assertThat(state.wantsFrame("door")).isFalse();

        state.labelled(labels("door", 0, NOON, label("dog", 1)));
        assertThat(only().answered()).isFalse();

        state.labelled(labels("door", 1, NOON, label("cat", 0.9f), label("dog", 0.1f)));
        assertThat(only().sequence()).isEqualTo(1);
        assertThat(only().labels()).containsExactly(new Score("cat", 0.9f), new Score("dog", 0.1f));
        assertThat(state.wantsFrame("door")).isTrue();

        long picture = only().picture();
        state.frame("door", frame(10, 7));
        assertThat(only().sequence()).as("until 7 has its labels").isEqualTo(1);
        assertThat(only().picture()).isEqualTo(picture);
    }

    @Test
    void labelsThatAreReadBeforeTheirFrameAreNotLost() {
        state.frame("door", frame(10, 1));
        state.labelled(labels("door", 1, NOON, label("cat", 0.9f)));
        state.labelled(labels("door", 2, NOON, label("dog", 0.8f)));
        state.frame("door", frame(10, 2));
        assertThat(only().sequence()).isEqualTo(2);
        assertThat(only().labels()).containsExactly(new Score("dog", 0.8f));
    }

    /** Frames are large and come later than what is said of them. */
    @Test
    void whereAllAnswersAreFirstEachFrameStillFindsItsOwn() {
        for (int offset = 1; offset <= 200; offset++) {
            state.labelled(labels("door", offset, NOON, label("cat", offset / 1000f)));
        }
        for (int offset : new int[] {1, 5, 6, 150, 200}) {
            assertThat(state.wantsFrame("door")).isTrue();
            state.frame("door", frame(10, offset));
            assertThat(only().sequence()).isEqualTo(offset);
            assertThat(only().labels()).containsExactly(new Score("cat", offset / 1000f));
        }
    }

    @Test
    void whereNobodyAnswersFramesGoOnWithoutLabels() {
        state.frame("door", frame(10, 1));
        clock.advance(Duration.ofMillis(WatchedStream.PATIENCE_MILLIS + 1));
        assertThat(state.wantsFrame("door")).isTrue();
        state.frame("door", frame(10, 2));
        assertThat(only().sequence()).isEqualTo(2);
        assertThat(only().answered()).isFalse();
    }

    @Test
    void aRejectedFrameSaysWhyAndIsCountedByReason() {
        state.frame("door", frame(10, 1));
        state.rejected("door", id(1), "TRUNCATED_IMAGE");
        state.rejected(null, null, "NOT_AVRO");
        state.rejected("door", id(2), "NOT_AVRO");
        assertThat(only().rejected()).isEqualTo("TRUNCATED_IMAGE");
        assertThat(state.snapshot().rejected()).isEqualTo(3);
        assertThat(state.snapshot().rejects())
                .containsExactly(new ReasonCount("NOT_AVRO", 2), new ReasonCount("TRUNCATED_IMAGE", 1));
    }

    @Test
    void aShedFrameSaysSoAndIsCounted() {
        state.frame("door", frame(10, 1));
        state.shed("door", id(1));
        state.shed(null, id(2));
        assertThat(only().shed()).isTrue();
        assertThat(only().answered()).isTrue();
        assertThat(only().rejected()).isNull();
        assertThat(state.snapshot().shed()).isEqualTo(2);
        assertThat(state.snapshot().rejected()).isZero();
    }

    @Test
    void streamsAreBoundedAndASilentOneMakesRoom() {
        for (int i = 0; i < PageState.STREAMS; i++) {
            state.labelled(labels("camera " + i, i, NOON));
            clock.advance(Duration.ofMillis(10));
        }
        state.labelled(labels("one more", 99, NOON));
        assertThat(state.wantsFrame("another")).isFalse();
        assertThat(state.snapshot().streams()).hasSize(PageState.STREAMS);
        assertThat(state.snapshot().crowded()).isTrue();

        clock.advance(Duration.ofSeconds(31));
        state.labelled(labels("one more", 100, NOON));
        assertThat(state.snapshot().streams())
                .hasSize(PageState.STREAMS)
                .extracting(StreamNow::name)
                .contains("one more")
                .doesNotContain("camera 0");
    }

    @Test
    void bytesOfFramesAreBounded() {
        state.frame("huge", frame(PageState.FRAME_BYTES + 1, 0));
        assertThat(bytesShown(0)).isZero();
        long sum = 0;
        for (int i = 1; i < PageState.STREAMS; i++) {
            state.frame("camera " + i, frame(PageState.FRAME_BYTES, i));
            clock.advance(Duration.ofMillis(10));
        }
        for (int i = 0; i < PageState.STREAMS; i++) {
            sum += bytesShown(i);
        }
        assertThat(sum).isPositive().isLessThanOrEqualTo(PageState.ALL_FRAMES_BYTES);
        assertThat(bytesShown(1)).as("the oldest").isZero();
        assertThat(bytesShown(PageState.STREAMS - 1)).as("the newest").isEqualTo(PageState.FRAME_BYTES);
    }

    @Test
    void reasonsAndTextsAreBounded() {
        for (int i = 0; i < 1000; i++) {
            state.rejected(null, null, "REASON_" + i);
        }
        assertThat(state.snapshot().rejects()).hasSizeLessThan(40);
        assertThat(state.snapshot().rejects().stream()
                        .mapToLong(ReasonCount::count)
                        .sum())
                .isEqualTo(1000);
        state.labelled(labels("s".repeat(1024), 1, NOON));
        assertThat(only().name()).hasSize(201);
    }

    @Test
    void spansAreSecondsBeforeTheStreamsPresent() {
        state.tag(new TimelineTag("door", "cat", micros(NOON), micros(NOON.plusSeconds(6)), false, 0.95f));
        state.tag(new TimelineTag("door", "dog", micros(NOON.minusSeconds(200)), micros(NOON), true, 0.8f));
        state.labelled(labels("door", 1, NOON.plusSeconds(10)));
        assertThat(state.snapshot().hasSegments()).isTrue();
        assertThat(only().timeline())
                .containsExactly(
                        new Snapshot.Span("cat", 10, 4, 6, false, 0.95f),
                        new Snapshot.Span("dog", 120, 0, 210, true, 0.8f));
    }

    @Test
    void troublesGoWhenTheyAreOver() {
        state.trouble("frames", "Kafka is away.");
        assertThat(state.snapshot().troubles()).containsExactly("Kafka is away.");
        state.trouble("frames", null);
        assertThat(state.snapshot().troubles()).isEmpty();
    }

    @Test
    void aRecordThatCouldNotBeReadIsToldForHalfAMinute() {
        state.unreadable("image-labels", "Record image-labels:0:7 is no label.");
        clock.advance(Duration.ofSeconds(20));
        state.unreadable("image-labels", "Record image-labels:0:9 is no label.");
        state.trouble("outcomes", null);
        clock.advance(Duration.ofSeconds(30));
        assertThat(state.snapshot().troubles()).containsExactly("Record image-labels:0:9 is no label.");
        clock.advance(Duration.ofMillis(1));
        assertThat(state.snapshot().troubles()).isEmpty();
    }
}
