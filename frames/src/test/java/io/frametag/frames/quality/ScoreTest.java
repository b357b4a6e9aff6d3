package io.frametag.frames.quality;

import static io.frametag.frames.quality.Streams.found;
import static io.frametag.frames.quality.Streams.frames;
import static io.frametag.frames.quality.Streams.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static Score score(StreamOutcome outcome) {
        return Score.of(outcome, 0.5);
    }

    @Test
    void whatIsRightIsOne() {
        Score score = score(stream("cat*100 dog*50", found("cat", 0, 99), found("dog", 100, 149)));
        assertThat(score.segments()).isEqualTo(new Counts(2, 2, 2));
        assertThat(score.segments().precision()).isEqualTo(1);
        assertThat(score.segments().recall()).isEqualTo(1);
        assertThat(score.segments().f1()).isEqualTo(1);
        assertThat(score.accuracy()).isEqualTo(1);
        assertThat(score.shownAccuracy()).isEqualTo(1);
        assertThat(score.changes()).isEqualTo(new Changes(1, 1, 1));
        assertThat(score.starts()).contains(new BoundaryError(0, 0, 0, 0));
        assertThat(score.ends()).contains(new BoundaryError(0, 0, 0, 0));
    }

    @Test
    void withoutSegmentsNothingIsFound() {
        Score score = score(stream("cat*100 dog*50"));
        assertThat(score.segments()).isEqualTo(new Counts(2, 0, 0));
        assertThat(score.segments().recall()).isZero();
        assertThat(score.segments().f1()).isZero();
        assertThat(score.segments().precision()).isNaN();
        assertThat(score.starts()).isEmpty();
        assertThat(score.accuracy()).isEqualTo(1);
        assertThat(score.shownAccuracy()).isZero();
        assertThat(score.changes()).isEqualTo(new Changes(1, 1, 0));
    }

    @Test
    void aShotThatIsMissedCostsRecall() {
        Score score = score(stream("cat*100 dog*50 cat*100", found("cat", 0, 105), found("cat", 160, 249)));
        assertThat(score.segments()).isEqualTo(new Counts(3, 2, 2));
        assertThat(score.segments().precision()).isEqualTo(1);
        assertThat(score.segments().recall()).isEqualTo(2 / 3.0);
        assertThat(score.segments().f1()).isEqualTo(0.8);
        assertThat(score.byLabel()).containsEntry("dog", new Counts(1, 0, 0)).containsEntry("cat", new Counts(2, 2, 2));
        // cat, nothing, cat
        assertThat(score.changes().segments()).isEqualTo(2);
    }

    @Test
    void whatIsFoundTwiceCostsPrecision() {
        Score score = score(stream("cat*100", found("cat", 0, 39), found("cat", 45, 99)));
        assertThat(score.segments()).isEqualTo(new Counts(1, 2, 1));
        assertThat(score.segments().precision()).isEqualTo(0.5);
        assertThat(score.starts()).contains(new BoundaryError(45, 45, 45, 45));
    }

    @Test
    void aLabelThatIsNotThereCostsPrecision() {
        Score score = score(stream("cat*100", found("cat", 0, 99), found("frog", 20, 50, 0.4)));
        assertThat(score.segments()).isEqualTo(new Counts(1, 2, 1));
        assertThat(score.byLabel()).containsEntry("frog", new Counts(0, 1, 0));
        assertThat(score.shownAccuracy()).isEqualTo(1);
    }

    /** Two shots of cats with a dog between them, in one segment of cats. */
    @Test
    void oneSegmentOverTwoShotsIsFalse() {
        Score score = score(stream("cat*100 dog*30 cat*100", found("cat", 0, 229)));
        assertThat(score.segments()).isEqualTo(new Counts(3, 1, 0));
        assertThat(score.segments().f1()).isZero();
        assertThat(score.shownAccuracy()).isEqualTo(200 / 230.0);
    }

    @Test
    void neighbouringShotsOfALabelAreOneSegment() {
        Score score = score(stream("cat*60 cat*60 dog*60", found("cat", 0, 120), found("dog", 130, 179)));
        assertThat(score.segments()).isEqualTo(new Counts(2, 2, 2));
    }

    @Test
    void flickerIsOfTheFramesAndNotOfTheSegments() {
        StreamOutcome flickering = new StreamOutcome(
                frames("cat*100 dog*50"),
                frames("cat*40 dog*1 cat*59 dog*20 frog*2 dog*28"),
                List.of(found("cat", 0, 104, 0.8), found("dog", 110, 149, 0.7)));
        Score score = score(flickering);
        // cat, nothing, dog
        assertThat(score.changes()).isEqualTo(new Changes(1, 5, 2));
        assertThat(score.accuracy()).isEqualTo(147 / 150.0);
        assertThat(score.shownAccuracy()).isEqualTo(140 / 150.0);
        assertThat(score.starts()).contains(new BoundaryError(0, 10, 10, 5));
        assertThat(score.ends()).contains(new BoundaryError(0, 5, 5, 2.5));
    }

    /** Two cameras with the same label at the same time have a segment each: one of the other is none. */
    @Test
    void streamsAreMatchedEachByItself() {
        Score both = score(stream("cat*100", found("cat", 0, 99), found("cat", 0, 99)))
                .plus(score(stream("cat*100")));
        assertThat(both.segments()).isEqualTo(new Counts(2, 2, 1));
    }

    @Test
    void framesAndSegmentsOfAllStreamsCountTheSame() {
        Score sum = score(stream("cat*90", found("cat", 3, 89)))
                .plus(score(new StreamOutcome(frames("cat*10"), frames("dog*10"), List.of(found("dog", 0, 9)))));
        assertThat(sum.frames()).isEqualTo(100);
        assertThat(sum.accuracy()).isEqualTo(0.9);
        assertThat(sum.shownAccuracy()).isEqualTo(0.87);
        assertThat(sum.segments()).isEqualTo(new Counts(2, 2, 1));
        assertThat(sum.byLabel()).containsEntry("cat", new Counts(2, 1, 1)).containsEntry("dog", new Counts(0, 1, 0));
        assertThat(sum.starts()).contains(new BoundaryError(3, 3, 3, 3));
    }

    @Test
    void nothingHasNoScore() {
        assertThat(Score.NOTHING.segments().f1()).isNaN();
        assertThat(Score.NOTHING.accuracy()).isNaN();
        assertThat(Score.NOTHING.ends()).isEmpty();
        Score one = score(stream("cat*100", found("cat", 0, 99)));
        assertThat(Score.NOTHING.plus(one)).isEqualTo(one);
    }

    @Test
    void theReportSumsUpWhatIsAccurateEnough() {
        Score good = score(new StreamOutcome(frames("cat*100"), frames("cat*90 dog*10"), List.of(found("cat", 0, 99))));
        Score bad = score(new StreamOutcome(frames("cat*100"), frames("cat*89 dog*11"), List.of()));
        QualityReport report = new QualityReport(Map.of("a", good, "b", bad), 25);
        assertThat(report.total().segments()).isEqualTo(new Counts(2, 1, 1));
        assertThat(report.accurate()).isEqualTo(good);
        assertThat(report.accurateStreams()).isEqualTo(1);
        // One change in 4 s.
        assertThat(report.perMinute(1, good)).isEqualTo(15, within(1e-9));
    }

    @Test
    void eachFrameNeedsItsLabel() {
        assertThatThrownBy(() -> new StreamOutcome(frames("cat*5"), frames("cat*4"), List.of()))
                .hasMessage("5 frames, and labels for 4");
    }

    /** The model takes the whole dog for a horse: what comes of it is not held against the segments elsewhere. */
    @Test
    void whereTheModelIsRightIsCountedByItself() {
        Score score = score(new StreamOutcome(
                frames("cat*100 dog*100 frog*100"),
                frames("cat*100 horse*100 frog*90 deer*10"),
                List.of(
                        found("cat", 0, 112),
                        found("horse", 110, 212),
                        found("frog", 210, 299),
                        found("deer", 280, 299))));
        assertThat(score.segments()).isEqualTo(new Counts(3, 4, 2));
        assertThat(score.clear()).isEqualTo(new Counts(2, 3, 2));
    }

    @Test
    void oneFrameLessThanNineTenthsIsNotClear() {
        Score score =
                score(new StreamOutcome(frames("cat*100"), frames("cat*89 dog*11"), List.of(found("cat", 0, 99))));
        assertThat(score.clear()).isEqualTo(Counts.NONE);
        assertThat(score.plus(score(stream("cat*100", found("cat", 0, 99)))).clear())
                .isEqualTo(new Counts(1, 1, 1));
    }

    /** One segment over two cats, of which it is mostly the second: false there, and not elsewhere. */
    @Test
    void whatIsFalseCountsWhereMostOfItIs() {
        Score score = score(new StreamOutcome(
                frames("cat*40 dog*40 cat*50"), frames("frog*40 dog*40 cat*50"), List.of(found("cat", 10, 129))));
        assertThat(score.clear()).isEqualTo(new Counts(2, 1, 0));
    }
}
