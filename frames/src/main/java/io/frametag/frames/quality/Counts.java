package io.frametag.frames.quality;

/**
 * Segments, counted.
 *
 * @param truth that there are
 * @param found that the job wrote
 * @param matched pairs of the two
 */
public record Counts(int truth, int found, int matched) {
    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts plus(Counts other) {
        return new Counts(truth + other.truth, found + other.found, matched + other.matched);
    }

    /** @return of those found, the part that is right; NaN if none was found */
    public double precision() {
        return matched / (double) found;
    }

    /** @return of those that there are, the part that was found; NaN if there are none */
    public double recall() {
        return matched / (double) truth;
    }

    /** @return the harmonic mean of precision and recall: 0 if nothing matches, NaN if there is nothing at all */
    public double f1() {
        return 2.0 * matched / (truth + found);
    }
}
