package io.frametag.bench;

import io.frametag.bench.report.Environment;
import io.frametag.bench.report.MarkdownReport;
import io.frametag.bench.report.ReportFile;
import io.frametag.bench.report.ReportFolder;
import io.frametag.standalone.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Some experiments, one after the other; what came out is in the bed's folder as soon as it has. */
final class Run {
    private static final String REPORT = "report.md";

    private final Bed bed;
    private final Environment environment;
    private final List<ReportFile> measured = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Run(Bed bed, Environment environment) {
        this.bed = bed;
        this.environment = environment;
    }

    /** One without a result does not keep the others from theirs. */
    void measure(List<Experiment> experiments) throws IOException, InterruptedException {
        for (Experiment experiment : experiments) {
            bed.say(experiment.name() + ": " + experiment.question());
            try {
                ReportFile report = new ReportFile(environment, experiment.run(bed));
                new ReportFolder(bed.folder()).write(report);
                measured.add(report);
            } catch (BenchFailure | ClusterException e) {
                failures.add(experiment.name() + " has no result: " + e.getMessage());
                bed.say(failures.get(failures.size() - 1));
            }
            Files.writeString(bed.folder().resolve(REPORT), markdown());
        }
    }

    List<ReportFile> measured() {
        return measured;
    }

    /** @return a sentence for each experiment without a result */
    List<String> failures() {
        return failures;
    }

    String markdown() {
        String effort = bed.effort() == Effort.FULL
                ? "Figures are medians [min..max]."
                : "Measured in a hurry, to see that it works and large changes: take figures from --full.";
        StringBuilder head = new StringBuilder(effort).append('\n');
        failures.forEach(failure -> head.append("\n- ").append(failure));
        return new MarkdownReport(head.toString().stripTrailing(), "", measured).text();
    }
}
