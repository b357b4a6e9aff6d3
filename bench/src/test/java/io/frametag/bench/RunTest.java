package io.frametag.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.bench.report.Environment;
import io.frametag.bench.report.ReportFile;
import io.frametag.bench.report.Section;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final Environment ENVIRONMENT =
            new Environment("some CPU", 2, 8, "Linux", "17", "2", "4", "1", "4", "abc", "2026-11-24");

    @TempDir
    private Path folder;

    @Test
    void anExperimentWithoutAResultDoesNotEndTheRun() throws Exception {
        StringWriter progress = new StringWriter();
        Run run = new Run(new Bed(folder, folder, Effort.QUICK, new PrintWriter(progress)), ENVIRONMENT);

        run.measure(List.of(new Fixed("broken", false), new Fixed("fine", true)));

        assertThat(run.measured()).extracting(report -> report.section().name()).containsExactly("fine");
        assertThat(run.failures()).containsExactly("broken has no result: The broker is gone.");
        assertThat(progress.toString()).contains("The broker is gone.");
        assertThat(ReportFile.read(folder.resolve("fine.json")))
                .isEqualTo(run.measured().get(0));
        assertThat(folder.resolve("broken.json")).doesNotExist();
        assertThat(folder.resolve("report.md")).hasContent(run.markdown());
    }

    private record Fixed(String name, boolean fine) implements Experiment {
        @Override
        public String question() {
            return "Does it work?";
        }

        @Override
        public boolean quick() {
            return true;
        }

        @Override
        public Section run(Bed bed) {
            if (!fine) {
                throw new BenchFailure("The broker is gone.");
            }
            return new Section(name, "Fine", "bench", "It does.", List.of(), List.of(), List.of());
        }
    }
}
