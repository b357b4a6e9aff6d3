package io.frametag.pipeline;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/**
 * One byte that names the variant, then the variant by its own serializer. For the network only: no state holds one.
 *
 * @param <T> a sealed interface
 */
public final class UnionSerializer<T> extends TypeSerializer<T> {
    private final Class<?>[] variants;
    private final TypeSerializer<?>[] serializers;

    UnionSerializer(Class<?>[] variants, TypeSerializer<?>[] serializers) {
        this.variants = variants;
        this.serializers = serializers;
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        int variant = variantOf(record);
        target.writeByte(variant);
        serializer(variant).serialize(record, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return serializer(source.readUnsignedByte()).deserialize(source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public T copy(T from) {
        return serializer(variantOf(from)).copy(from);
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int variant = source.readUnsignedByte();
        target.writeByte(variant);
        serializer(variant).copy(source, target);
    }

    private int variantOf(T record) {
        for (int i = 0; i < variants.length; i++) {
            if (variants[i].isInstance(record)) {
                return i;
            }
        }
        throw new IllegalStateException("A " + record.getClass().getSimpleName()
                + " is passed by reference within its task and is never serialized: the operators must stay chained"
                + " (pipeline.operator-chaining.enabled) with pipeline.object-reuse on.");
    }

    @SuppressWarnings("unchecked") // Variants and serializers are made in pairs.
    private TypeSerializer<T> serializer(int variant) {
        return (TypeSerializer<T>) serializers[variant];
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new UnionSerializer<>(
                variants,
                Arrays.stream(serializers).map(TypeSerializer::duplicate).toArray(TypeSerializer<?>[]::new));
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public T createInstance() {
        // Records are made whole, by deserialize.
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnionSerializer<?> that
                && Arrays.equals(variants, that.variants)
                && Arrays.equals(serializers, that.serializers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(variants);
    }

    @Override
    public Snapshot<T> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** Kept in savepoints beside whatever was serialized. */
    public static final class Snapshot<T> extends CompositeTypeSerializerSnapshot<T, UnionSerializer<T>> {
        private static final int VERSION = 1;

        private Class<?>[] variants;

        /** For restoring. */
        public Snapshot() {}

        Snapshot(UnionSerializer<T> serializer) {
            super(serializer);
            variants = serializer.variants;
        }

        /** An older build had fewer variants; those that it had keep their numbers, so that what it wrote is read as it is. */
        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> older) {
            if (!(older instanceof Snapshot<T> that) || that.variants.length == variants.length) {
                return super.resolveSchemaCompatibility(older);
            }
            if (that.variants.length > variants.length
                    || !Arrays.asList(variants).subList(0, that.variants.length).equals(Arrays.asList(that.variants))) {
                return TypeSerializerSchemaCompatibility.incompatible();
            }
            boolean allAsTheyAre = true;
            for (int i = 0; i < that.variants.length; i++) {
                allAsTheyAre &= sameBytes(getNestedSerializerSnapshots()[i], that.getNestedSerializerSnapshots()[i]);
            }
            return allAsTheyAre
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }

        @SuppressWarnings("unchecked") // Both are of the same variant.
        private static <V> boolean sameBytes(TypeSerializerSnapshot<?> ours, TypeSerializerSnapshot<?> theirs) {
            return ((TypeSerializerSnapshot<V>) ours)
                    .resolveSchemaCompatibility((TypeSerializerSnapshot<V>) theirs)
                    .isCompatibleAsIs();
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return VERSION;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(UnionSerializer<T> serializer) {
            return serializer.serializers;
        }

        @Override
        protected UnionSerializer<T> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new UnionSerializer<>(variants, nested);
        }

        @Override
        protected void writeOuterSnapshot(DataOutputView out) throws IOException {
            out.writeInt(variants.length);
            for (Class<?> variant : variants) {
                out.writeUTF(variant.getName());
            }
        }

        @Override
        protected void readOuterSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            variants = new Class<?>[in.readInt()];
            for (int i = 0; i < variants.length; i++) {
                variants[i] = InstantiationUtil.resolveClassByName(in, loader);
            }
        }
    }
}
