package io.frametag.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.image.Integrity;
import io.frametag.model.Label;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** Flink's own serializer tests (round trips, copies, duplicates, snapshots, concurrency) over all that leaves a task. */
class UnionSerializerTest extends SerializerTestBase<InFlight> {
    static final Origin ORIGIN = new Origin("image-events", 3, 17, 1234, new byte[] {1, 2}, new Origin.Header[] {
        new Origin.Header("a", new byte[] {3}), new Origin.Header("b", null)
    });
    static final FrameInfo FRAME = new FrameInfo("e", "camera", 7, 1_000_000, 640, 480, Integrity.DAMAGED, 55, true);

    @Override
    protected TypeSerializer<InFlight> createSerializer() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        return UnionTypeInfo.IN_FLIGHT.createSerializer(config);
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<InFlight> getTypeClass() {
        return InFlight.class;
    }

    @Override
    protected InFlight[] getTestData() {
        Origin keyless = new Origin("t", 0, 0, -1, null, new Origin.Header[0]);
        return new InFlight[] {
            new InFlight.Prepared(ORIGIN, FRAME, new byte[] {1, 2, 3}, 4, 5),
            new Labelled(ORIGIN, FRAME, List.of(new Label(3, "cat", 0.9f)), 1, 2, 3),
            new Rejected(
                    new RawRecord(ORIGIN, new byte[] {9}), RejectReason.NOT_AVRO, Stage.DECODE, "E", "It is not Avro."),
            new Rejected(new RawRecord(keyless, null), RejectReason.TOMBSTONE, Stage.DECODE, "E", "It is null."),
        };
    }

    /** Flink's own test wants an empty instance to fill; records cannot be filled, and none is asked for. */
    @Test
    @Override
    protected void testInstantiate() {
        assertThat(createSerializer().createInstance()).isNull();
    }

    @Test
    void pixelsNeverLeaveTheirTask() {
        InFlight decoded = new InFlight.Decoded(new RawRecord(ORIGIN, new byte[0]), FRAME, null, 1);
        assertThatThrownBy(() -> createSerializer().serialize(decoded, new DataOutputSerializer(16)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pipeline.operator-chaining.enabled");
    }

    @Test
    void whatTheSourceEmitsIsAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(RawRecord.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Labelled.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Rejected.class);
        assertThat(UnionTypeInfo.OUTCOME).isNotEqualTo(UnionTypeInfo.IN_FLIGHT);
    }
}
