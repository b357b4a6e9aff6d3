package io.frametag.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.model.Label;
import io.frametag.segment.FrameReference;
import io.frametag.segment.FrameScores;
import io.frametag.segment.Segment;
import io.frametag.segment.Segment.State;
import io.frametag.segment.SegmentSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/** The operator as Flink runs it: timers, watermarks, snapshots. Gap 5 s, idle 30 s. */
class TrackSegmentsTest {
    private static final SegmentSettings SETTINGS = new SegmentSettings(0.5, 0.3, 500_000, 500_000, 5_000_000, 0, 16);
    private static final int MAX_PARALLELISM = 16;
    private static final String FIRST_RELEASE = "src/test/resources/segments/state-v1";

    private static KeyedOneInputStreamOperatorTestHarness<String, FrameScores, Segment> harness(
            int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new TrackSegments(SETTINGS, Duration.ofSeconds(30))),
                FrameScores::streamId,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FrameScores, Segment> opened() throws Exception {
        var harness = harness(1, 0);
        harness.open();
        return harness;
    }

    private static void frames(
            KeyedOneInputStreamOperatorTestHarness<String, FrameScores, Segment> harness,
            String stream,
            long from,
            long until)
            throws Exception {
        for (long millis = from; millis < until; millis += 100) {
            harness.processElement(frame(stream, millis), millis);
        }
    }

    private static FrameScores frame(String stream, long millis) {
        return new FrameScores(
                stream,
                millis * 1_000,
                new FrameReference("events", 0, millis, millis),
                List.of(new Label(3, "cat", 0.9f)));
    }

    private static List<String> said(KeyedOneInputStreamOperatorTestHarness<String, FrameScores, Segment> harness) {
        return harness.extractOutputValues().stream()
                .map(segment -> segment.state() + " " + segment.id() + " " + segment.endMicros() / 1_000)
                .toList();
    }

    private static void assertNothingIsKept(
            KeyedOneInputStreamOperatorTestHarness<String, FrameScores, Segment> harness) {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aSilentStreamEndsByTheOthersTimeAndTheOthersGoOn() throws Exception {
        try (var harness = opened()) {
            frames(harness, "a", 0, 1_000);
            frames(harness, "b", 0, 1_000);
            harness.processWatermark(5_899);
            frames(harness, "b", 1_000, 5_000);
            assertThat(said(harness)).containsExactly("OPEN a/3/0 500", "OPEN b/3/0 500");
            harness.processWatermark(5_900);
            assertThat(said(harness)).as("a frame at 5.9 s may still come").hasSize(2);
            harness.processWatermark(5_901);
            assertThat(said(harness)).containsExactly("OPEN a/3/0 500", "OPEN b/3/0 500", "CLOSED a/3/0 900");
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        }
    }

    @Test
    void aStreamEndsByTheWallClockWhenEventTimeStandsStill() throws Exception {
        try (var harness = opened()) {
            harness.setProcessingTime(1_000);
            frames(harness, "a", 0, 1_000);
            harness.setProcessingTime(11_000);
            frames(harness, "a", 1_000, 1_100);
            harness.setProcessingTime(40_999);
            assertThat(said(harness)).containsExactly("OPEN a/3/0 500");
            harness.setProcessingTime(41_000);
            assertThat(said(harness)).containsExactly("OPEN a/3/0 500", "CLOSED a/3/0 1000");
            assertNothingIsKept(harness);
        }
    }

    @Test
    void aStreamThatGoesOnAfterItsEndBeginsAnewAndEndsOnce() throws Exception {
        try (var harness = opened()) {
            frames(harness, "a", 0, 1_000);
            harness.processWatermark(7_000);
            frames(harness, "a", 8_000, 9_000);
            harness.setProcessingTime(40_000);
            assertThat(said(harness))
                    .containsExactly(
                            "OPEN a/3/0 500", "CLOSED a/3/0 900", "OPEN a/3/8000000 8500", "CLOSED a/3/8000000 8900");
            assertNothingIsKept(harness);
        }
    }

    @Test
    void aClockThatIsBehindTheOthersEndsNoStream() throws Exception {
        try (var harness = opened()) {
            harness.processWatermark(3_600_000);
            for (long i = 0; i < 100; i++) {
                frames(harness, "behind", i * 100, i * 100 + 100);
                harness.processWatermark(3_600_000 + i * 100 + 100);
            }
            assertThat(said(harness)).containsExactly("OPEN behind/3/0 500");
            harness.processWatermark(3_600_000 + 99 * 100 + 5_000);
            assertThat(said(harness)).containsExactly("OPEN behind/3/0 500", "CLOSED behind/3/0 9900");
        }
    }

    /** Watermarks are in no checkpoint: after a restart the first frames meet none. */
    @Test
    void aClockThatIsBehindTheOthersEndsNoStreamAfterARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = opened()) {
            harness.processWatermark(3_600_000);
            frames(harness, "behind", 0, 1_000);
            assertThat(said(harness)).containsExactly("OPEN behind/3/0 500");
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness(1, 0)) {
            harness.initializeState(snapshot);
            harness.open();
            frames(harness, "behind", 1_000, 2_000);
            harness.processWatermark(3_605_999);
            assertThat(said(harness))
                    .as("a second more than when it was stopped")
                    .isEmpty();
            harness.processWatermark(3_606_000);
            assertThat(said(harness)).containsExactly("CLOSED behind/3/0 1900");
        }
    }

    @Test
    void aLateFrameIsCountedAndChangesNothing() throws Exception {
        try (var harness = opened()) {
            frames(harness, "a", 10_000, 11_000);
            harness.setProcessingTime(29_000);
            frames(harness, "a", 1_000, 2_000);
            harness.setProcessingTime(30_000);
            assertThat(said(harness))
                    .as("late frames are no sign of life")
                    .containsExactly("OPEN a/3/10000000 10500", "CLOSED a/3/10000000 10900");
        }
    }

    @Test
    void theEndOfTheInputEndsEveryStream() throws Exception {
        try (var harness = opened()) {
            frames(harness, "a", 0, 1_000);
            frames(harness, "b", 9_000, 10_000);
            harness.processWatermark(Long.MAX_VALUE);
            assertThat(said(harness))
                    .containsExactlyInAnyOrder(
                            "OPEN a/3/0 500", "OPEN b/3/9000000 9500", "CLOSED a/3/0 900", "CLOSED b/3/9000000 9900");
            assertNothingIsKept(harness);
        }
    }

    @Test
    void anOutageIsNoSilence() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = opened()) {
            harness.setProcessingTime(1_000);
            frames(harness, "a", 0, 1_000);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness(1, 0)) {
            harness.setProcessingTime(1_000_000);
            harness.initializeState(snapshot);
            harness.open();
            harness.setProcessingTime(1_000_001);
            frames(harness, "a", 1_000, 1_500);
            harness.setProcessingTime(1_029_000);
            assertThat(said(harness)).isEmpty();
            harness.setProcessingTime(1_030_002);
            assertThat(said(harness)).containsExactly("CLOSED a/3/0 1400");
            assertNothingIsKept(harness);
        }
    }

    @Test
    void aRescaledJobGoesOnWithEachStreamOnce() throws Exception {
        List<String> streams = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (var harness = opened()) {
            for (int i = 0; i < 20; i++) {
                streams.add("camera-" + i);
                frames(harness, "camera-" + i, 0, 1_000);
            }
            snapshot = harness.snapshot(1, 1);
        }
        Map<String, String> closed = new HashMap<>();
        int restored = 0;
        for (int subtask = 0; subtask < 3; subtask++) {
            try (var harness = harness(3, subtask)) {
                harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        snapshot, MAX_PARALLELISM, 1, 3, subtask));
                harness.open();
                restored += harness.numKeyedStateEntries();
                harness.processWatermark(20_000);
                for (Segment segment : harness.extractOutputValues()) {
                    assertThat(segment.state()).isEqualTo(State.CLOSED);
                    assertThat(closed.put(segment.streamId(), segment.id())).isNull();
                }
            }
        }
        assertThat(restored).isEqualTo(20);
        assertThat(closed.keySet()).containsExactlyInAnyOrderElementsOf(streams);
    }

    /** Recorded by {@code -Dframetag.state.record=true}, once: never to be recorded anew. */
    @Test
    void theFirstReleasesStateAndTimersAreRestored() throws Exception {
        if (Boolean.getBoolean("frametag.state.record")) {
            try (var harness = opened()) {
                frames(harness, "a", 0, 1_000);
                frames(harness, "b", 500, 1_000);
                OperatorSnapshotUtil.writeStateHandle(harness.snapshot(1, 1), FIRST_RELEASE);
            }
        }
        try (var harness = harness(1, 0)) {
            harness.initializeState(OperatorSnapshotUtil.readStateHandle(FIRST_RELEASE));
            harness.open();
            assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
            frames(harness, "b", 1_000, 1_100);
            harness.processWatermark(20_000);
            assertThat(said(harness))
                    .containsExactlyInAnyOrder("CLOSED a/3/0 900", "OPEN b/3/500000 1000", "CLOSED b/3/500000 1000");
            assertNothingIsKept(harness);
        }
    }

    @Test
    void timersDoNotGrowWithTheFrames() throws Exception {
        try (var harness = opened()) {
            for (long i = 0; i < 1_000; i++) {
                frames(harness, "a", i * 100, i * 100 + 100);
                harness.processWatermark(i * 100);
                harness.setProcessingTime(i * 100);
                assertThat(harness.numEventTimeTimers()).isEqualTo(1);
                assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
            }
        }
    }
}
