package io.frametag.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Several measurements of one thing. */
public record Spread(double median, double min, double max) {
    public static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("There is no measurement.");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Of the quotients of what was measured side by side, in the order of the measurements. */
    public static Spread ofRatios(List<Double> dividends, List<Double> divisors) {
        if (dividends.size() != divisors.size()) {
            throw new IllegalArgumentException(dividends.size() + " measurements beside " + divisors.size() + ".");
        }
        Double[] ratios = new Double[dividends.size()];
        Arrays.setAll(ratios, i -> dividends.get(i) / divisors.get(i));
        return of(List.of(ratios));
    }

    /** @return {@code 4.31 [4.20..4.55]}, or {@code 4.31} alone if there is no spread */
    public String text(int decimals) {
        String number = "%." + decimals + "f";
        if (min == max) {
            return String.format(Locale.ROOT, number, median);
        }
        return String.format(Locale.ROOT, number + " [" + number + ".." + number + "]", median, min, max);
    }
}
