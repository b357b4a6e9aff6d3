package io.frametag.bench.report;

import java.util.List;

/** Results that nobody measured. */
final class Reports {
    private Reports() {}

    static ReportFile small() {
        return of("small", "Small & fine", "abc1234", "some CPU");
    }

    static ReportFile of(String name, String title, String commit, String processor) {
        Environment environment = new Environment(
                processor, 2, 8, "Linux 6.1", "17.0.15", "2.3.0", "4.2.2", "1.28.0", "4.13.0", commit, "2026-11-24");
        Table table = new Table("A caption.", List.of("frame", "ms"), List.of(List.of("480p", "4.31")));
        return new ReportFile(
                environment,
                new Section(
                        name,
                        title,
                        "deploy/frametag bench --full --only " + name,
                        "The lead.",
                        List.of(table),
                        List.of(points(name)),
                        List.of("A note.")));
    }

    static Chart points(String name) {
        return new Chart(
                name,
                "Accuracy",
                "ms",
                "%",
                Chart.Kind.POINTS,
                List.of(
                        new Chart.Series("ours", List.of(1.0, 2.5), List.of(51.9, 63.1), List.of("x0_25", "x0_5")),
                        new Chart.Series("A & B", List.of(1.1), List.of(52.0), List.of("peer"))));
    }
}
