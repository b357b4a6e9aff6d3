package io.frametag.tools.model;

import java.util.List;
import java.util.Locale;

/** Nanoseconds, shown as milliseconds. */
final class Millis {
    private static final double NANOS = 1e6;

    private Millis() {}

    static String of(double nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / NANOS);
    }

    /** @param nanos at least one */
    static double median(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? (double) sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }
}
