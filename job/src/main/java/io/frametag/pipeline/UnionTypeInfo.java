package io.frametag.pipeline;

import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of a sealed interface whose variants Flink can serialize each by itself.
 *
 * @param <T> the interface
 */
public final class UnionTypeInfo<T> extends TypeInformation<T> {
    /** What leaves the chain. New variants come last, so that what an older build wrote is still understood. */
    public static final UnionTypeInfo<Outcome> OUTCOME = new UnionTypeInfo<>(
            Outcome.class, List.of(Outcome.Labelled.class, Outcome.Rejected.class, Outcome.Shed.class));
    /** What travels within it. Without {@link InFlight.Decoded}: pixels are passed by reference, or not at all. */
    public static final UnionTypeInfo<InFlight> IN_FLIGHT = new UnionTypeInfo<>(
            InFlight.class,
            List.of(InFlight.Prepared.class, Outcome.Labelled.class, Outcome.Rejected.class, Outcome.Shed.class));

    private final Class<T> type;
    private final List<Class<? extends T>> variants;

    private UnionTypeInfo(Class<T> type, List<Class<? extends T>> variants) {
        this.type = type;
        this.variants = variants;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        TypeSerializer<?>[] serializers = variants.stream()
                .map(variant -> TypeInformation.of(variant).createSerializer(config))
                .toArray(TypeSerializer<?>[]::new);
        return new UnionSerializer<>(variants.toArray(Class<?>[]::new), serializers);
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof UnionTypeInfo;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnionTypeInfo<?> that && type == that.type && variants.equals(that.variants);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, variants);
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
