package io.frametag.pipeline;

import java.util.Arrays;
import java.util.Objects;

/**
 * An input record before anything was made of it.
 *
 * @param value may be null: a tombstone, or a file that could not be read
 * @param attachment what was found out about the payload before decode; usually null: nothing
 */
public record RawRecord(Origin origin, byte[] value, Attachment attachment) {
    public RawRecord(Origin origin, byte[] value) {
        this(origin, value, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRecord that
                && origin.equals(that.origin)
                && Arrays.equals(value, that.value)
                && Objects.equals(attachment, that.attachment);
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
