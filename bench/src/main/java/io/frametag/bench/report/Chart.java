package io.frametag.bench.report;

import java.util.List;

/**
 * A chart, drawn as SVG.
 *
 * @param name of its file, unique in the report
 * @param x title of the horizontal axis, with the unit
 * @param y title of the vertical axis, with the unit
 */
public record Chart(String name, String title, String x, String y, Kind kind, List<Series> series) {
    public enum Kind {
        LINES,
        POINTS,
        /** The series' labels are the categories. */
        BARS
    }

    /**
     * @param x empty for {@link Kind#BARS}
     * @param labels of the points, or empty
     */
    public record Series(String name, List<Double> x, List<Double> y, List<String> labels) {}
}
