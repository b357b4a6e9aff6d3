package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frametag.frames.quality.LabelSpan;
import io.frametag.frames.quality.StreamOutcome;
import io.frametag.schema.Flag;
import io.frametag.schema.FrameReference;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Label;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.Frame;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobAnswersTest {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Model MODEL = new Model("PP-LCNet_x0_5", "1", "00ff");

    /** One photo, ten frames. */
    private final ShownStream shown = new ShownStream(
            "a",
            new SlideshowPlan(List.of(new Frame("cat-1.jpg", Path.of("cat-1.jpg"), "image/jpeg")), 1, 10, 1, 1),
            1);

    private final JobAnswers answers = new JobAnswers();

    private static ImageLabels labels(String stream, int frame, String best) {
        return ImageLabels.newBuilder()
                .setEventId(stream + frame)
                .setStreamId(stream)
                .setSequence(frame)
                .setCapturedAt(time(frame))
                .setLabelledAt(time(frame))
                .setInput(new InputCoordinates("image-events", 0, (long) frame))
                .setRunId("run-1")
                .setModel(MODEL)
                .setLabels(List.of(new Label(0, best, 0.9f), new Label(1, "ship", 0.1f)))
                .setImageWidth(640)
                .setImageHeight(480)
                .setLatency(new Latency(0L, 0L, 0L, 0L, 0L))
                .setFlags(List.<Flag>of())
                .build();
    }

    private static Segment segment(String stream, SegmentState state, Instant start, Instant end) {
        return Segment.newBuilder()
                .setSegmentId(stream + "/0/" + start)
                .setStreamId(stream)
                .setLabelIndex(0)
                .setLabel("cat")
                .setState(state)
                .setStartAt(start)
                .setEndAt(end)
                .setMeanScore(0.7f)
                .setPeakScore(0.9f)
                .setFrames(1L)
                .setBestFrame(new FrameReference("image-events", 0, 0L, 0L))
                .setRunId("run-1")
                .setModel(MODEL)
                .build();
    }

    private static Instant time(int frame) {
        return START.plusMillis(100L * frame);
    }

    private void labelAll() {
        for (int frame = 9; frame >= 0; frame--) {
            answers.add(labels("a", frame, frame == 4 ? "dog" : "cat"));
            answers.add(labels("b", frame, "frog"));
        }
    }

    @Test
    void timesBecomeFramesOfTheStream() {
        labelAll();
        answers.add(segment("a", SegmentState.OPEN, time(2), time(5)));
        answers.add(segment("b", SegmentState.CLOSED, time(0), time(9)));
        answers.add(segment("a", SegmentState.CLOSED, time(2), time(8)));
        StreamOutcome outcome = answers.of(shown);
        assertThat(outcome.truth()).hasSize(10).containsOnly("cat");
        assertThat(outcome.labels())
                .containsExactly("cat", "cat", "cat", "cat", "dog", "cat", "cat", "cat", "cat", "cat");
        assertThat(outcome.segments()).hasSize(1);
        assertThat(outcome.segments().get(0).span()).isEqualTo(new LabelSpan("cat", 2, 8));
        assertThat(outcome.segments().get(0).mean()).isEqualTo(0.7, within(1e-6));
    }

    @Test
    void recordsThatComeAgainChangeNothing() {
        labelAll();
        labelAll();
        answers.add(segment("a", SegmentState.CLOSED, time(2), time(8)));
        answers.add(segment("a", SegmentState.CLOSED, time(2), time(8)));
        assertThat(answers.of(shown).segments()).hasSize(1);
        assertThat(answers.of(shown).labels()).hasSize(10);
    }

    @Test
    void aFrameWithoutALabelIsNamed() {
        for (int frame = 0; frame < 9; frame++) {
            answers.add(labels("a", frame, "cat"));
        }
        assertThatThrownBy(() -> answers.of(shown))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Frame 9 of a has no label.");
    }

    @Test
    void aSegmentThatStaysOpenIsNamed() {
        labelAll();
        answers.add(segment("a", SegmentState.OPEN, time(2), time(5)));
        assertThatThrownBy(() -> answers.of(shown))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Segment a/0/2020-01-01T00:00:00.200Z was not closed.");
    }

    @Test
    void aSegmentBetweenTwoFramesIsNamed() {
        labelAll();
        answers.add(segment("a", SegmentState.CLOSED, time(2), time(8).plusMillis(1)));
        assertThatThrownBy(() -> answers.of(shown)).hasMessageContaining("2020-01-01T00:00:00.801Z, where no frame is");
    }
}
