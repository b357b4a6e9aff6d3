package io.frametag.hostile.soak;

import java.util.List;

/**
 * How a quantity developed. The first quarter of a run is left out: classes are loaded and code is compiled in it.
 *
 * @param second the median of the second quarter
 * @param last the median of the last quarter
 * @param steady whether every sample from the second quarter on is the same
 */
record Trend(Quantity quantity, long second, long last, boolean steady) {
    /** So that a quarter has a median worth the name. */
    static final int LEAST_SAMPLES = 12;

    /** @param samples in the order of time, at least {@value #LEAST_SAMPLES} */
    static Trend of(Quantity quantity, List<Sample> samples) {
        if (samples.size() < LEAST_SAMPLES) {
            throw new IllegalArgumentException(
                    samples.size() + " samples say nothing: " + LEAST_SAMPLES + " are needed.");
        }
        int quarter = samples.size() / 4;
        List<Sample> later = samples.subList(quarter, samples.size());
        return new Trend(
                quantity,
                median(quantity, samples.subList(quarter, 2 * quarter)),
                median(quantity, samples.subList(samples.size() - quarter, samples.size())),
                later.stream().mapToLong(quantity::of).distinct().count() == 1);
    }

    /** Whether it has not grown by more than its tolerance; handles must be the same all the time. */
    boolean flat() {
        return quantity == Quantity.NATIVE_HANDLES ? steady : last - second <= quantity.tolerance(second);
    }

    private static long median(Quantity quantity, List<Sample> samples) {
        long[] sorted = samples.stream().mapToLong(quantity::of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
