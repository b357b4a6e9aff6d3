package io.frametag.tools.kafka;

/**
 * Offsets of one partition.
 *
 * @param from the first
 * @param until the one after the last; not below {@code from}
 */
public record OffsetRange(long from, long until) {
    public OffsetRange {
        if (from < 0 || until < from) {
            throw new IllegalArgumentException("No range of offsets: " + from + " to " + until);
        }
    }

    public long size() {
        return until - from;
    }

    public boolean contains(long offset) {
        return from <= offset && offset < until;
    }
}
