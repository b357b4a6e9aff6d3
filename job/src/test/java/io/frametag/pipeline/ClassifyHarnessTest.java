package io.frametag.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.model.BadModelException;
import io.frametag.natives.NoLeaks;
import io.frametag.pipeline.InFlight.Prepared;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator as Flink runs it: opened, fed, closed. */
@ExtendWith(NoLeaks.class)
class ClassifyHarnessTest {
    private static OneInputStreamOperatorTestHarness<InFlight, Outcome> harness(ModelReference model) throws Exception {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        OneInputStreamOperatorTestHarness<InFlight, Outcome> harness = new OneInputStreamOperatorTestHarness<>(
                new StreamMap<>(new Classify(model, 2, new FakeClock())),
                UnionTypeInfo.IN_FLIGHT.createSerializer(config));
        harness.setup(UnionTypeInfo.OUTCOME.createSerializer(config));
        return harness;
    }

    @Test
    void picturesAreLabelledAndRejectsPassedOnInOrderWithTheirTimestamps() throws Exception {
        Prepared grey =
                new Prepared(UnionSerializerTest.ORIGIN, UnionSerializerTest.FRAME, new byte[32 * 32 * 3], 1, 2);
        Rejected rejected = new Rejected(
                new RawRecord(UnionSerializerTest.ORIGIN, null),
                RejectReason.TOMBSTONE,
                Stage.DECODE,
                "E",
                "It is null.");
        try (var harness = harness(Chain.MODEL)) {
            harness.open();
            harness.processElement(grey, 10);
            harness.processElement(rejected, 20);
            harness.processElement(grey, 30);
            List<Outcome> outcomes = harness.extractOutputValues();
            assertThat(outcomes).hasSize(3);
            assertThat(outcomes.get(0)).isInstanceOfSatisfying(Labelled.class, labelled -> {
                assertThat(labelled.labels()).hasSize(2);
                assertThat(labelled.origin()).isEqualTo(UnionSerializerTest.ORIGIN);
                assertThat(labelled.decodeMicros()).isEqualTo(1);
                assertThat(labelled.preprocessMicros()).isEqualTo(2);
                assertThat(labelled.inferenceMicros()).isEqualTo(1);
            });
            assertThat(outcomes.get(1)).isEqualTo(rejected);
            assertThat(harness.extractOutputStreamRecords())
                    .extracting("timestamp")
                    .containsExactly(10L, 20L, 30L);
        }
    }

    @Test
    void aModelThatIsNotThereFailsTheTask() throws Exception {
        try (var harness = harness(new ModelReference("/nowhere/at/all", null, null))) {
            assertThatThrownBy(harness::open)
                    .isInstanceOf(BadModelException.class)
                    .hasMessageContaining("there is no inference.onnx");
        }
    }

    @Test
    void aPictureOfAnotherSizeIsNobodysInputAndFailsTheTask() throws Exception {
        Prepared wrong = new Prepared(UnionSerializerTest.ORIGIN, UnionSerializerTest.FRAME, new byte[3], 1, 2);
        try (var harness = harness(Chain.MODEL)) {
            harness.open();
            assertThatThrownBy(() -> harness.processElement(wrong, 10)).hasStackTraceContaining("32×32 RGB");
        }
    }
}
