package io.frametag.tools.page;

/** How many there were a second, on average of the last seconds. Not thread-safe. */
final class RateWindow {
    private final SecondsRing<long[]> counts;
    private long first = Long.MAX_VALUE;

    RateWindow(int seconds) {
        this.counts = new SecondsRing<>(seconds, () -> new long[1], count -> count[0] = 0);
    }

    void add(long second) {
        first = Math.min(first, second);
        counts.at(second)[0]++;
    }

    /**
     * The present second counts only while there is no other, since it is not over.
     *
     * @return 0 if there was nothing yet
     */
    double at(long second) {
        if (first >= second) {
            return first == second ? counts.at(second)[0] : 0;
        }
        long[] sum = new long[1];
        counts.visit(second - 1, count -> sum[0] += count[0]);
        // The ring holds the present second in the place of the oldest.
        long whole = Math.min(second - first, counts.length() - 1);
        return (double) sum[0] / whole;
    }
}
