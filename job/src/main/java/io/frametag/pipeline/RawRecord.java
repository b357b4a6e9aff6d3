package io.frametag.pipeline;

import java.util.Arrays;

/**
 * An input record before anything was made of it.
 *
 * @param value may be null: a tombstone
 */
public record RawRecord(Origin origin, byte[] value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof RawRecord that && origin.equals(that.origin) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return origin.hashCode();
    }

    @Override
    public String toString() {
        return origin + " (" + (value == null ? "null" : value.length + " bytes") + ")";
    }
}
