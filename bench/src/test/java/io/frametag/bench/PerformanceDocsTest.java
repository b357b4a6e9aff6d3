package io.frametag.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.frametag.bench.report.Chart;
import io.frametag.bench.report.Environment;
import io.frametag.bench.report.ReportFile;
import io.frametag.bench.report.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceDocsTest {
    @Test
    void theDocumentIsWhatItsResultsSay() throws Exception {
        PerformanceDocs docs =
                new PerformanceDocs(Path.of("..").toAbsolutePath().normalize());
        assumeTrue(docs.exist(), "Nothing has been measured yet.");

        assertThat(Files.readString(docs.document()))
                .as("made by deploy/frametag bench --report")
                .isEqualTo(docs.markdown());
    }

    @Test
    void oneExperimentIsReplacedAndTheOthersStay(@TempDir Path project) throws Exception {
        PerformanceDocs docs = new PerformanceDocs(project);
        docs.replace(List.of(report("stages", "abc", "old"), report("job-and-loop", "abc", "rates")));
        docs.replace(List.of(report("stages", "def", "new")));
        docs.make();

        assertThat(Files.readString(docs.document()))
                .isEqualTo(docs.markdown())
                .containsSubsequence("## job-and-loop", "at commit abc", "## stages", "new.svg", "at commit def")
                .doesNotContain("old.svg");
        assertThat(project.resolve("docs/performance/rates.svg")).exists();
        assertThat(project.resolve("docs/performance/new.svg")).exists();
        assertThat(project.resolve("docs/performance/old.svg")).doesNotExist();
    }

    private static ReportFile report(String name, String commit, String chart) {
        Chart lines = new Chart(
                chart,
                "Cost",
                "streams",
                "ms",
                Chart.Kind.LINES,
                List.of(new Chart.Series("480p", List.of(1.0, 64.0), List.of(6.1, 6.2), List.of())));
        return new ReportFile(
                new Environment("CPU", 2, 8, "Linux", "17", "2", "4", "1", "4", commit, "2026-11-24"),
                new Section(name, name, "bench", "", List.of(), List.of(lines), List.of()));
    }
}
