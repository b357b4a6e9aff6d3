package io.frametag.frames.quality;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A report as Markdown, which is what a terminal gets, too. */
public final class QualityTables {
    private static final String ALL = "all streams";
    private static final String OF_ACCURACY = " of accuracy " + QualityReport.ACCURATE + " or more";
    private static final String NONE = "-";

    private QualityTables() {}

    /** @param measuredWith what else somebody has to know to measure it again, in a line */
    public static String markdown(QualityReport report, String measuredWith) {
        return streams(report) + "\n" + boundaries(report) + "\n" + labels(report.total()) + "\n" + measuredWith + "\n";
    }

    private static MarkdownTable streams(QualityReport report) {
        MarkdownTable table = new MarkdownTable(
                "stream",
                "accuracy",
                "shown",
                "segments",
                "found",
                "precision",
                "recall",
                "F1",
                "start off by",
                "end off by",
                "changes a minute",
                "before",
                "after");
        report.streams().forEach((stream, score) -> add(table, stream, score, report));
        add(table, ALL, report.total(), report);
        add(table, "streams" + OF_ACCURACY + ": " + report.accurateStreams(), report.accurate(), report);
        Counts clear = report.total().clear();
        table.row(
                "segments" + OF_ACCURACY,
                NONE,
                NONE,
                String.valueOf(clear.truth()),
                String.valueOf(clear.found()),
                part(clear.precision()),
                part(clear.recall()),
                part(clear.f1()),
                NONE,
                NONE,
                NONE,
                NONE,
                NONE);
        return table;
    }

    private static void add(MarkdownTable table, String name, Score score, QualityReport report) {
        Counts segments = score.segments();
        table.row(
                name,
                part(score.accuracy()),
                part(score.shownAccuracy()),
                String.valueOf(segments.truth()),
                String.valueOf(segments.found()),
                part(segments.precision()),
                part(segments.recall()),
                part(segments.f1()),
                frames(score.starts(), BoundaryError::median),
                frames(score.ends(), BoundaryError::median),
                one(report.perMinute(score.changes().truth(), score)),
                one(report.perMinute(score.changes().labels(), score)),
                one(report.perMinute(score.changes().segments(), score)));
    }

    private static MarkdownTable boundaries(QualityReport report) {
        MarkdownTable table = new MarkdownTable("boundary, in frames", "median", "p95", "max", "mean, late above 0");
        add(table, "start", report.total().starts());
        add(table, "end", report.total().ends());
        return table;
    }

    private static void add(MarkdownTable table, String name, Optional<BoundaryError> error) {
        table.row(
                name,
                frames(error, BoundaryError::median),
                frames(error, BoundaryError::p95),
                frames(error, BoundaryError::most),
                error.map(e -> String.format(Locale.ROOT, "%+.1f", e.mean())).orElse(NONE));
    }

    private static MarkdownTable labels(Score total) {
        MarkdownTable table = new MarkdownTable("label", "segments", "found", "right", "precision", "recall", "F1");
        total.byLabel()
                .forEach((label, counts) -> table.row(
                        label,
                        String.valueOf(counts.truth()),
                        String.valueOf(counts.found()),
                        String.valueOf(counts.matched()),
                        part(counts.precision()),
                        part(counts.recall()),
                        part(counts.f1())));
        return table;
    }

    private static String part(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String one(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String frames(Optional<BoundaryError> error, Function<BoundaryError, Integer> which) {
        return error.map(which).map(String::valueOf).orElse(NONE);
    }
}
