package io.frametag.tools.verify;

/**
 * Offsets of one partition.
 *
 * @param from the first
 * @param until the one after the last; not below {@code from}
 */
record OffsetRange(long from, long until) {
    OffsetRange {
        if (from < 0 || until < from) {
            throw new IllegalArgumentException("No range of offsets: " + from + " to " + until);
        }
    }

    long size() {
        return until - from;
    }

    boolean contains(long offset) {
        return from <= offset && offset < until;
    }
}
