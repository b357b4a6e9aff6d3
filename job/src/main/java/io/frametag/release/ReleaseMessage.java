package io.frametag.release;

import java.util.Arrays;

/**
 * A record of the releases' topic as it came; it may be anything.
 *
 * @param value null for a tombstone
 */
public record ReleaseMessage(long offset, byte[] value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ReleaseMessage that && offset == that.offset && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(offset);
    }
}
