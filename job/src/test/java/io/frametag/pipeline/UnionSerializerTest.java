package io.frametag.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.image.Integrity;
import io.frametag.model.Label;
import io.frametag.model.ModelId;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.Outcome.Shed;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

/** Flink's own serializer tests (round trips, copies, duplicates, snapshots, concurrency) over all that leaves a task. */
class UnionSerializerTest extends SerializerTestBase<InFlight> {
    static final Origin ORIGIN = new Origin("image-events", 3, 17, 1234, new byte[] {1, 2}, new Origin.Header[] {
        new Origin.Header("a", new byte[] {3}), new Origin.Header("b", null)
    });
    static final ModelId MODEL = new ModelId("net", "v1", "00ff");
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
            new Labelled(ORIGIN, FRAME, List.of(new Label(3, "cat", 0.9f)), MODEL, 1, 2, 3),
            new Rejected(
                    new RawRecord(ORIGIN, new byte[] {9}), RejectReason.NOT_AVRO, Stage.DECODE, "E", "It is not Avro."),
            new Rejected(new RawRecord(keyless, null), RejectReason.TOMBSTONE, Stage.DECODE, "E", "It is null."),
            new Shed(ORIGIN, 1_700_000_000_000_000L, 200),
            new Shed(keyless, 0, Long.MAX_VALUE),
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
        InFlight decoded = new InFlight.Decoded(new RawRecord(ORIGIN, new byte[0]), FRAME, null, 1, null);
        assertThatThrownBy(() -> createSerializer().serialize(decoded, new DataOutputSerializer(16)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pipeline.operator-chaining.enabled");
    }

    @Test
    void whatIsStampedWithAModelNeverLeavesItsTask() {
        InFlight.Prepared prepared = new InFlight.Prepared(ORIGIN, FRAME, new byte[0], 1, 2);
        for (InFlight stamped : List.of(
                new InFlight.Stamped(new RawRecord(ORIGIN, new byte[0]), null),
                new InFlight.PreparedFor(prepared, null))) {
            assertThatThrownBy(() -> createSerializer().serialize(stamped, new DataOutputSerializer(16)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the operators must stay chained");
        }
    }

    @Test
    void whatABuildWithoutShedFramesWroteIsStillRead() throws Exception {
        TypeSerializer<Outcome> older = of(Labelled.class, Rejected.class);
        TypeSerializer<Outcome> current = UnionTypeInfo.OUTCOME.createSerializer(new SerializerConfigImpl());
        Outcome rejected =
                new Rejected(new RawRecord(ORIGIN, null), RejectReason.TOMBSTONE, Stage.DECODE, "E", "It is null.");
        DataOutputSerializer written = new DataOutputSerializer(64);
        older.serialize(rejected, written);

        assertThat(current.snapshotConfiguration()
                        .resolveSchemaCompatibility(restored(older))
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(current.deserialize(new DataInputDeserializer(written.getCopyOfBuffer())))
                .isEqualTo(rejected);
    }

    @Test
    void variantsThatChangedTheirNumbersAreIncompatible() throws Exception {
        TypeSerializer<Outcome> current = UnionTypeInfo.OUTCOME.createSerializer(new SerializerConfigImpl());
        assertThat(current.snapshotConfiguration()
                        .resolveSchemaCompatibility(restored(of(Rejected.class, Labelled.class)))
                        .isIncompatible())
                .isTrue();
        assertThat(of(Labelled.class, Rejected.class)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored(current))
                        .isIncompatible())
                .as("a newer build's, which has variants that this one cannot read")
                .isTrue();
    }

    private static TypeSerializer<Outcome> of(Class<?>... variants) {
        return new UnionSerializer<>(
                variants,
                Arrays.stream(variants)
                        .map(variant -> TypeInformation.of(variant).createSerializer(new SerializerConfigImpl()))
                        .toArray(TypeSerializer<?>[]::new));
    }

    /** As it comes out of a savepoint. */
    private static TypeSerializerSnapshot<Outcome> restored(TypeSerializer<Outcome> serializer) throws Exception {
        DataOutputSerializer written = new DataOutputSerializer(1024);
        TypeSerializerSnapshot.writeVersionedSnapshot(written, serializer.snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(written.getCopyOfBuffer()), UnionSerializerTest.class.getClassLoader());
    }

    @Test
    void whatTheSourceEmitsIsAPojo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(RawRecord.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Labelled.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Rejected.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Shed.class);
        assertThat(UnionTypeInfo.OUTCOME).isNotEqualTo(UnionTypeInfo.IN_FLIGHT);
    }
}
