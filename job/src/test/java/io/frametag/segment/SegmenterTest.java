package io.frametag.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frametag.model.Label;
import io.frametag.segment.Segment.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmenterTest {
    private static final SegmentSettings SETTINGS = new SegmentSettings(0.5, 0.3, 500_000, 500_000, 5_000_000, 0, 16);

    private SegmentSettings settings = SETTINGS;
    private final List<Segment> changes = new ArrayList<>();
    private StreamTracks known;
    private long offset;

    private void frame(long millis, Label... labels) {
        FrameScores frame = new FrameScores(
                "camera", millis * 1_000, new FrameReference("events", 1, offset, offset++), List.of(labels));
        known = new Segmenter(settings).next(known, frame, changes::add);
    }

    private void cat(long millis, double score) {
        frame(millis, new Label(3, "cat", (float) score));
    }

    private void cats(long from, long until, double score) {
        for (long millis = from; millis < until; millis += 100) {
            cat(millis, score);
        }
    }

    private Segment only(State state) {
        List<Segment> found =
                changes.stream().filter(change -> change.state() == state).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private double smoothed() {
        return known.tracks().get(0).smoothed();
    }

    @Test
    void theScoreIsSmoothedByTime() {
        cat(1_000, 0.8);
        assertThat(smoothed()).isEqualTo(0.8, within(1e-6));
        cat(1_500, 0.2);
        assertThat(smoothed()).isEqualTo(Math.exp(-1) * 0.8 + (1 - Math.exp(-1)) * 0.2, within(1e-6));
        frame(2_500, new Label(4, "deer", 0.9f));
        assertThat(smoothed())
                .as("a label that is not among the best counts as 0")
                .isEqualTo(Math.exp(-2) * (Math.exp(-1) * 0.8 + (1 - Math.exp(-1)) * 0.2), within(1e-6));
    }

    @Test
    void aFlickerNeitherEndsASegmentNorBeginsOne() {
        for (long i = 0; i < 40; i++) {
            if (i % 10 == 7) {
                frame(i * 100, new Label(5, "dog", 0.9f));
            } else {
                cat(i * 100, 0.9);
            }
        }
        new Segmenter(settings).end("camera", known, changes::add);
        assertThat(changes)
                .extracting(Segment::label, Segment::state)
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.toList().get(0)).isEqualTo("cat"));
        assertThat(only(State.OPEN).startMicros()).isZero();
        assertThat(only(State.CLOSED).endMicros()).isEqualTo(3_900_000);
        assertThat(only(State.CLOSED).frames()).isEqualTo(40);
    }

    @Test
    void betweenTheThresholdsWhateverIsGoesOn() {
        cats(0, 2_000, 0.4);
        assertThat(changes).as("never above the upper one").isEmpty();
        cats(2_000, 4_000, 0.9);
        only(State.OPEN);
        cats(4_000, 10_000, 0.4);
        assertThat(changes).as("not yet below the lower one").hasSize(1);
        cats(10_000, 12_000, 0.1);
        Segment closed = only(State.CLOSED);
        // From 0.4 towards 0.1 the score is at 0.3 after 0.2 s, and reaches it by the frame of 10.1 s; see the formula.
        assertThat(closed.endMicros()).isEqualTo(10_100_000);
        cats(12_000, 14_000, 0.4);
        assertThat(changes).hasSize(2);
    }

    @Test
    void aScoreMustHoldForTheMinimumTime() {
        cats(0, 300, 0.9);
        cats(300, 2_000, 0);
        assertThat(changes).as("above the threshold from 0 to 0.4 s").isEmpty();
        assertThat(known.tracks())
                .allSatisfy(track -> assertThat(track.stretch()).isNull());
        cats(2_000, 2_800, 0.9);
        assertThat(changes).as("above the threshold from 2.3 s on").isEmpty();
        cat(2_800, 0.9);
        assertThat(only(State.OPEN).startMicros()).isEqualTo(2_300_000);
    }

    @Test
    void theFrameRateMakesNoDifference() {
        List<Long> starts = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (int millis : new int[] {20, 50, 100, 200}) {
            known = null;
            changes.clear();
            for (int at = 0; at < 6_000; at += millis) {
                cat(at, at >= 1_000 && at < 4_000 ? 0.9 : 0);
            }
            starts.add(only(State.CLOSED).startMicros() / 1_000);
            ends.add(only(State.CLOSED).endMicros() / 1_000);
        }
        assertThat(starts).allSatisfy(start -> assertThat(start).isBetween(1_200L, 1_400L));
        assertThat(ends).allSatisfy(end -> assertThat(end).isBetween(4_200L, 4_560L));
    }

    @Test
    void aStreamEndsAtAGapAndBeginsAnew() {
        cats(0, 1_000, 0.9);
        cat(6_000, 0.9);
        Segment closed = only(State.CLOSED);
        assertThat(closed.endMicros()).isEqualTo(900_000);
        assertThat(closed.frames()).isEqualTo(10);
        cats(6_100, 7_000, 0.9);
        assertThat(changes).extracting(Segment::state).containsExactly(State.OPEN, State.CLOSED, State.OPEN);
        assertThat(changes.get(2).startMicros()).isEqualTo(6_000_000);
        assertThat(changes.get(2).id()).isEqualTo("camera/3/6000000").isNotEqualTo(closed.id());
    }

    @Test
    void silenceOfExactlyTheGapIsNone() {
        cats(0, 1_000, 0.9);
        cat(5_900, 0.9);
        assertThat(changes).extracting(Segment::state).containsExactly(State.OPEN);
    }

    @Test
    void aFrameOlderThanTheLastIsKnown() {
        cat(1_000, 0.9);
        assertThat(known.isAfter(new FrameScores("camera", 999_999, null, List.of())))
                .isTrue();
        assertThat(known.isAfter(new FrameScores("camera", 1_000_000, null, List.of())))
                .isFalse();
    }

    @Test
    void aSegmentHasMeanPeakAndTheFrameThatHadIt() {
        cat(0, 0.6);
        cat(100, 0.8);
        cat(200, 0.95);
        cat(300, 0.95);
        cat(400, 0.7);
        cat(500, 0.8);
        new Segmenter(settings).end("camera", known, changes::add);
        Segment closed = only(State.CLOSED);
        assertThat(closed.mean()).isEqualTo(0.8f, within(1e-6f));
        assertThat(closed.peak()).isEqualTo(0.95f);
        assertThat(closed.best()).isEqualTo(new FrameReference("events", 1, 2, 2));
        assertThat(closed.frames()).isEqualTo(6);
        assertThat(closed.id()).isEqualTo("camera/3/0");
    }

    @Test
    void updatesComeByTheFramesTimes() {
        settings = new SegmentSettings(0.5, 0.3, 500_000, 500_000, 5_000_000, 1_000_000, 16);
        cats(0, 3_000, 0.9);
        assertThat(changes)
                .extracting(Segment::state, Segment::endMicros)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(State.OPEN, 500_000L),
                        org.assertj.core.groups.Tuple.tuple(State.UPDATE, 1_500_000L),
                        org.assertj.core.groups.Tuple.tuple(State.UPDATE, 2_500_000L));
        assertThat(changes).extracting(Segment::id).containsOnly("camera/3/0");
    }

    @Test
    void labelsAreBoundedAndNoneThatIsOpenIsDropped() {
        settings = new SegmentSettings(0.5, 0.3, 500_000, 500_000, 5_000_000, 0, 4);
        Random random = new Random(7);
        for (long i = 0; i < 500; i++) {
            Label[] labels = IntStream.range(0, 6)
                    .mapToObj(n ->
                            n == 0 ? new Label(3, "cat", 0.6f) : new Label(100 + random.nextInt(900), "noise", 0.07f))
                    .toArray(Label[]::new);
            frame(i * 100, labels);
            assertThat(known.tracks()).hasSizeLessThanOrEqualTo(4);
        }
        assertThat(only(State.OPEN).label()).isEqualTo("cat");
        assertThat(known.openSegments()).isEqualTo(1);
    }

    @Test
    void whatHasDecayedIsForgotten() {
        frame(0, new Label(3, "cat", 0.9f), new Label(4, "deer", 0.1f));
        cats(100, 4_900, 0.9);
        assertThat(known.tracks()).extracting(LabelTrack::name).containsExactly("cat");
    }

    @Test
    void whateverIsShownEachSegmentOpensOnceAndThenClosesOnce() {
        settings = new SegmentSettings(0.3, 0.2, 300_000, 200_000, 2_000_000, 700_000, 3);
        for (int seed = 0; seed < 50; seed++) {
            List<Segment> first = randomStream(seed);
            List<Segment> again = randomStream(seed);
            assertThat(again).as("the same frames").isEqualTo(first);
            Map<String, List<Segment>> byId = new HashMap<>();
            first.forEach(change ->
                    byId.computeIfAbsent(change.id(), id -> new ArrayList<>()).add(change));
            assertThat(byId).isNotEmpty();
            byId.values().forEach(said -> {
                assertThat(said.get(0).state()).isEqualTo(State.OPEN);
                assertThat(said.get(said.size() - 1).state()).isEqualTo(State.CLOSED);
                assertThat(said.subList(1, said.size() - 1))
                        .allSatisfy(between -> assertThat(between.state()).isEqualTo(State.UPDATE));
                assertThat(said).isSortedAccordingTo(Comparator.comparingLong(Segment::endMicros));
                assertThat(said.get(0).endMicros() - said.get(0).startMicros()).isGreaterThanOrEqualTo(200_000);
            });
        }
    }

    private List<Segment> randomStream(int seed) {
        Random random = new Random(seed);
        known = null;
        offset = 0;
        changes.clear();
        long millis = 0;
        int shown = 0;
        for (int i = 0; i < 400; i++) {
            millis += random.nextInt(60) == 0 ? 3_000 : random.nextInt(150);
            shown = random.nextInt(15) == 0 ? random.nextInt(6) : shown;
            frame(
                    millis,
                    new Label(shown, "l" + shown, 0.4f + random.nextFloat() / 2),
                    new Label(6 + random.nextInt(3), "other", random.nextFloat() / 3));
        }
        new Segmenter(settings).end("camera", known, changes::add);
        return List.copyOf(changes);
    }
}
