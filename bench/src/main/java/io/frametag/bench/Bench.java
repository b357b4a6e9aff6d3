package io.frametag.bench;

import io.frametag.bench.report.Section;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. */
@Command(
        name = "bench",
        sortOptions = false,
        header = "Measure the job beside a plain loop, beside peers, and stage by stage.")
final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--full", description = "As long as the figures in docs/performance.md need.")
    private boolean full;

    @Option(names = "--only", paramLabel = "NAME", description = "This experiment; may be given more than once.")
    private List<String> only = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Path project = Path.of(System.getProperty("frametag.home", "")).toAbsolutePath();
        Path folder = project.resolve("bench/target/runs/"
                + Instant.now().toString().replaceAll("[^0-9T]", "").substring(0, 15));
        Files.createDirectories(folder);
        Bed bed = new Bed(project, folder, full ? Effort.FULL : Effort.QUICK, err);
        List<Section> sections = new ArrayList<>();
        for (Experiment experiment : chosen()) {
            bed.say(experiment.name() + ": " + experiment.question());
            sections.add(experiment.run(bed));
        }
        spec.commandLine().getOut().println(sections);
        return ExitCodes.OK;
    }

    private List<Experiment> chosen() {
        List<Experiment> chosen = new ArrayList<>();
        for (Experiment experiment : Experiments.all()) {
            if (only.isEmpty() ? full || experiment.quick() : only.contains(experiment.name())) {
                chosen.add(experiment);
            }
        }
        if (chosen.isEmpty()) {
            throw CommandFailure.wrongUse("There is no such experiment.");
        }
        return chosen;
    }
}
