package io.frametag.bench;

import io.frametag.bench.report.ReportFile;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
        header = "Measure the job beside a plain loop, beside peers, and stage by stage.",
        description = {
            "",
            "Compares what is measured side by side on this machine, and prints tables of medians, least and largest"
                    + " values. Takes two minutes, and much longer with --full: leave the machine alone meanwhile. Each"
                    + " run's JSON, Markdown and charts are also kept in bench/target/runs.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag bench --list",
            "  frametag bench --only job-and-loop --only stages",
            "  frametag bench --full --docs",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":every experiment has its result",
            ExitCodes.WRONG_USE + ":wrong use of this command",
            ExitCodes.FAILED + ":an experiment has no result, or something failed on the way"
        })
final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--full", description = "Every experiment, as long as the figures in docs/performance.md need.")
    private boolean full;

    @Option(names = "--only", paramLabel = "NAME", description = "This experiment; may be given more than once.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Name the experiments and what each finds out, and measure nothing.")
    private boolean list;

    @Option(names = "--json", description = "Print the results as one JSON array.")
    private boolean json;

    @Option(
            names = "--docs",
            description = "With --full: put the results into docs/performance, in place of the same experiments' old"
                    + " ones, and make docs/performance.md again.")
    private boolean docs;

    @Option(
            names = "--report",
            description = "Make docs/performance.md and its charts again from docs/performance, and measure nothing.")
    private boolean report;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkUse();
        List<Experiment> chosen = chosen();
        if (list) {
            print(describe(Experiments.all()));
            return ExitCodes.OK;
        }
        Path project = Path.of(System.getProperty("frametag.home", "")).toAbsolutePath();
        PerformanceDocs documents = new PerformanceDocs(project);
        PrintWriter err = spec.commandLine().getErr();
        if (report) {
            if (!documents.exist()) {
                throw CommandFailure.wrongUse(
                        "There is no docs/performance to report from: measure with --full --docs.");
            }
            documents.make();
            err.println("Made " + documents.document());
            err.flush();
            return ExitCodes.OK;
        }
        return measure(project, chosen, documents);
    }

    private int measure(Path project, List<Experiment> chosen, PerformanceDocs documents)
            throws IOException, InterruptedException {
        Path folder = project.resolve("bench/target/runs/"
                + Instant.now().toString().replaceAll("[^0-9T]", "").substring(0, 15));
        Files.createDirectories(folder);
        Bed bed = new Bed(
                project,
                folder,
                full ? Effort.FULL : Effort.QUICK,
                spec.commandLine().getErr());
        bed.say("Results and logs go to " + folder);
        Run run = new Run(bed, Surroundings.look(project));
        run.measure(chosen);
        print(json ? ReportFile.json(run.measured()) : run.markdown());
        if (docs && !run.measured().isEmpty()) {
            documents.replace(run.measured());
            documents.make();
            bed.say("Made " + documents.document());
        }
        run.failures().forEach(bed::say);
        bed.say("Results and logs are in " + folder);
        return run.failures().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private void checkUse() {
        if (docs && !full) {
            throw CommandFailure.wrongUse("--docs takes what was measured with --full: give both.");
        }
        if (report && (full || docs || json || list || !only.isEmpty())) {
            throw CommandFailure.wrongUse("--report measures nothing: give it alone.");
        }
    }

    private List<Experiment> chosen() {
        List<Experiment> all = Experiments.all();
        List<String> known = all.stream().map(Experiment::name).toList();
        for (String name : only) {
            if (!known.contains(name)) {
                throw CommandFailure.wrongUse(
                        "There is no experiment '" + name + "'. There are " + String.join(", ", known) + ".");
            }
        }
        return all.stream()
                .filter(each -> only.isEmpty() ? full || each.quick() : only.contains(each.name()))
                .toList();
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private static String describe(List<Experiment> experiments) {
        int widest = experiments.stream()
                .mapToInt(each -> each.name().length())
                .max()
                .orElse(0);
        StringBuilder lines = new StringBuilder();
        for (Experiment each : experiments) {
            String name = each.name() + " ".repeat(widest - each.name().length());
            lines.append(name).append("  ").append(each.question()).append(each.quick() ? "" : " (not in a quick run)");
            lines.append('\n');
        }
        return lines.toString();
    }
}
