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

    /** @return the smallest range that holds both */
    public OffsetRange spanning(OffsetRange other) {
        return new OffsetRange(Math.min(from, other.from), Math.max(until, other.until));
    }

    public boolean contains(long offset) {
        return from <= offset && offset < until;
    }
}
