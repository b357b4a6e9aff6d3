package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.schema.FrameReference;
import io.frametag.schema.Model;
import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentReportTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static Segment segment(
            String stream, String label, SegmentState state, String from, String to, long frames) {
        Instant start = NOON.plus(Duration.parse(from));
        return Segment.newBuilder()
                .setSegmentId(stream + "/3/" + start)
                .setStreamId(stream)
                .setLabelIndex(3)
                .setLabel(label)
                .setState(state)
                .setStartAt(start)
                .setEndAt(NOON.plus(Duration.parse(to)))
                .setMeanScore(0.8125f)
                .setPeakScore(0.9f)
                .setFrames(frames)
                .setBestFrame(new FrameReference("image-events", 0, 12L, 7L))
                .setRunId("run-1")
                .setModel(new Model("m", "1", "00"))
                .build();
    }

    private static List<String> report(List<Segment> segments, long waiting, Optional<Instant> start) {
        LocalPlay.Result result =
                new LocalPlay.Result(segments, start, "1,300 frames labelled, 0 rejected", waiting, Optional.empty());
        return SegmentReport.of(result, start, ZoneOffset.UTC).lines().toList();
    }

    @Test
    void aRecordingsTimesAreThoseOfItsPlayer() {
        assertThat(report(
                        List.of(
                                segment("door", "cat", SegmentState.CLOSED, "PT0S", "PT12.487S", 300),
                                segment("door", "airplane", SegmentState.CLOSED, "PT12.5S", "PT1H2M3.4S", 90_000)),
                        0,
                        Optional.of(NOON)))
                .containsExactly(
                        "",
                        "stream  label     from    to         mean score  frames",
                        "door    cat       0:00.0  0:12.4     81.3%          300",
                        "door    airplane  0:12.5  1:02:03.4  81.3%       90,000",
                        "",
                        "1,300 frames labelled, 0 rejected.");
    }

    @Test
    void aLiveSourcesTimesAreTheClocksAndWhatIsOpenGoesOn() {
        assertThat(report(
                        List.of(segment("door", "cat", SegmentState.UPDATE, "PT0.25S", "PT4S", 100)),
                        3,
                        Optional.empty()))
                .containsExactly(
                        "",
                        "stream  label  from                   to                        mean score  frames",
                        "door    cat    2026-11-24 12:00:00.2  2026-11-24 12:00:04.0 ..  81.3%          100",
                        "",
                        "1,300 frames labelled, 0 rejected, 3 sent and without an outcome.");
    }

    @Test
    void noSegmentIsSaidToBeNone() {
        assertThat(report(List.of(), 0, Optional.of(NOON)))
                .containsExactly(
                        "",
                        "No segment: no label had a smoothed score of --segment-on for --segment-min-time"
                                + " (docs/segments.md).",
                        "",
                        "1,300 frames labelled, 0 rejected.");
    }
}
