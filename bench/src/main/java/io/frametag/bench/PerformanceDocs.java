package io.frametag.bench;

import io.frametag.bench.report.MarkdownReport;
import io.frametag.bench.report.ReportFile;
import io.frametag.bench.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** {@code docs/performance.md}, which is made of the results in {@code docs/performance/} and of nothing else. */
final class PerformanceDocs {
    private static final String HEAD = "Made by `deploy/frametag bench --report` from the results in"
            + " [performance/](performance/), each of which `deploy/frametag bench --full --docs` measures: edit"
            + " neither by hand. Figures are medians [min..max]; trust the ratios within a table more than times.";

    private final Path document;
    private final ReportFolder results;

    PerformanceDocs(Path project) {
        this.document = project.resolve("docs/performance.md");
        this.results = new ReportFolder(project.resolve("docs/performance"));
    }

    Path document() {
        return document;
    }

    /** @return whether anything has been measured for them */
    boolean exist() {
        return Files.isDirectory(results.path());
    }

    /** Replaces what these experiments said before. */
    void replace(List<ReportFile> measured) throws IOException {
        for (ReportFile report : measured) {
            results.write(report);
        }
    }

    /** Makes the document and its pictures again. */
    void make() throws IOException {
        List<ReportFile> reports = results.read();
        results.drawCharts(reports);
        Files.writeString(document, markdown(reports));
    }

    /** @return what the document has to say */
    String markdown() throws IOException {
        return markdown(results.read());
    }

    private static String markdown(List<ReportFile> reports) {
        List<String> order = Experiments.all().stream().map(Experiment::name).toList();
        Comparator<ReportFile> byExperiment =
                Comparator.comparingInt(report -> order.indexOf(report.section().name()));
        return new MarkdownReport(
                        HEAD,
                        "performance/",
                        reports.stream().sorted(byExperiment).toList())
                .text();
    }
}
