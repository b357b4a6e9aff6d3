package io.frametag.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.model.Label;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.segment.FrameReference;
import io.frametag.segment.FrameScores;
import io.frametag.segment.Segment;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class TakeScoresTest {
    private final List<FrameScores> taken = new ArrayList<>();

    private void take(Outcome outcome) {
        new TakeScores(false).flatMap(outcome, new ListCollector<>(taken));
    }

    @Test
    void aLabelledFrameIsItsScoresAndWhereItIs() {
        List<Label> labels = List.of(new Label(3, "cat", 0.9f));
        take(new Labelled(
                UnionSerializerTest.ORIGIN, UnionSerializerTest.FRAME, labels, UnionSerializerTest.MODEL, 1, 2, 3));
        assertThat(taken)
                .containsExactly(
                        new FrameScores("camera", 1_234_000, new FrameReference("image-events", 3, 17, 7), labels));
    }

    @Test
    void whereModelsChangeAFrameNamesItsOwn() {
        List<Label> labels = List.of(new Label(3, "cat", 0.9f));
        new TakeScores(true)
                .flatMap(
                        new Labelled(
                                UnionSerializerTest.ORIGIN,
                                UnionSerializerTest.FRAME,
                                labels,
                                UnionSerializerTest.MODEL,
                                1,
                                2,
                                3),
                        new ListCollector<>(taken));
        assertThat(taken).extracting(scores -> scores.frame().model()).containsExactly(UnionSerializerTest.MODEL);
    }

    @Test
    void aRejectedRecordIsNoFrameAndTheOnlyOneThatIsWrittenWithoutLabels() {
        Outcome rejected = new Rejected(
                new RawRecord(UnionSerializerTest.ORIGIN, null),
                RejectReason.TOMBSTONE,
                Stage.DECODE,
                "E",
                "It is null.");
        take(rejected);
        assertThat(taken).isEmpty();
        assertThat(new WithoutLabels().filter(rejected)).isTrue();
        Labelled labelled = new Labelled(
                UnionSerializerTest.ORIGIN, UnionSerializerTest.FRAME, List.of(), UnionSerializerTest.MODEL, 1, 2, 3);
        assertThat(new WithoutLabels().filter(labelled)).isFalse();
    }

    @Test
    void theRecordsTimestampCorrectsTheCamerasClock() {
        assertThat(TakeScores.eventTimeMicros(1_234_567, 1_234)).as("agree").isEqualTo(1_234_567);
        assertThat(TakeScores.eventTimeMicros(1_234_567, 1_235)).as("clamped").isEqualTo(1_235_000);
        assertThat(TakeScores.eventTimeMicros(1_234_567, -1)).as("no timestamp").isEqualTo(1_234_567);
        assertThat(TakeScores.eventTimeMicros(Long.MIN_VALUE, -1)).isZero();
        assertThat(TakeScores.eventTimeMicros(Long.MAX_VALUE, -1)).isEqualTo(FrameScores.LATEST_MICROS);
        assertThat(TakeScores.eventTimeMicros(0, Long.MAX_VALUE)).isEqualTo(FrameScores.LATEST_MICROS);
    }

    @Test
    void whatTravelsIsAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(FrameScores.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Segment.class);
    }
}
