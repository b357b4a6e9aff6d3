package io.frametag.hostile;

import io.frametag.bench.Surroundings;
import io.frametag.bench.report.Chart;
import io.frametag.bench.report.SvgChart;
import io.frametag.faults.Build;
import io.frametag.faults.Project;
import io.frametag.hostile.soak.SoakReport;
import io.frametag.hostile.soak.SoakResult;
import io.frametag.hostile.soak.SoakRun;
import io.frametag.standalone.ClusterException;
import io.frametag.standalone.FlinkHome;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.MarkedSection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the soak. */
@Command(
        name = "soak",
        sortOptions = false,
        header = "Send a million events through one job on fixed memory, and see whether anything grows.",
        description = {
            "",
            "Small frames of every format, one in a hundred of them damaged, through a broker, a JobManager and a"
                    + " TaskManager of fixed size as separate JVMs. After each portion, with nothing under way, it looks at"
                    + " the TaskManager's heap, memory, native handles, files and threads: the last quarter of the run must"
                    + " have no more than the second, but for a stated tolerance.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag soak --table docs/hostile.md",
            "  frametag soak --events 50000",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":flat, and every event has its one outcome",
            ExitCodes.FOUND_WRONG + ":something grew, or went wrong",
            ExitCodes.WRONG_USE + ":wrong use of this command",
            ExitCodes.FAILED + ":something failed on the way"
        })
final class Soak implements Callable<Integer> {
    private static final MarkedSection TABLE = new MarkedSection("soak");
    /** Folder of the chart, beside the page that shows it. */
    private static final String PICTURES = "hostile";

    private static final int SAMPLES = 48;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many. Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the damaged images. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Put the table between the markers that this Markdown file has for it, and the chart into the"
                    + " folder " + PICTURES + " beside it.")
    private Path table;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (events < SAMPLES) {
            throw CommandFailure.wrongUse("--events must be at least " + SAMPLES + ".");
        }
        if (table != null) {
            TABLE.check(table);
        }
        Path project = Project.folder();
        Path folder = project.resolve("hostile/target/runs/"
                + Instant.now().toString().replaceAll("[^0-9T]", "").substring(0, 15) + "-soak");
        PrintWriter err = spec.commandLine().getErr();
        err.println("logs in " + folder);
        err.flush();
        try {
            // Now, not at the end: somebody may go on working in the folder.
            String machine = Hostile.describe(Surroundings.look(project));
            SoakResult result = new SoakRun(project, events, SAMPLES, seed, line -> {
                        err.println(line);
                        err.flush();
                    })
                    .run(folder, Build.of(FlinkHome.jobJar(project)));
            err.print(SoakReport.verdict(result));
            err.flush();
            write(result, machine, folder);
            return result.sound() ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
        } catch (ClusterException e) {
            throw CommandFailure.failed(e.getMessage() + " The logs are in " + folder + ".", e);
        }
    }

    private void write(SoakResult result, String machine, Path folder) throws IOException {
        if (result.samples().isEmpty()) {
            return;
        }
        Chart chart = SoakReport.chart(result);
        String picture = PICTURES + "/" + SvgChart.fileName(chart);
        String markdown = SoakReport.markdown(result, machine, picture);
        PrintWriter out = spec.commandLine().getOut();
        out.print(markdown);
        out.flush();
        Files.writeString(folder.resolve(SvgChart.fileName(chart)), SvgChart.draw(chart));
        if (table != null && result.sound()) {
            Path drawn = table.resolveSibling(picture);
            Files.createDirectories(drawn.getParent());
            Files.writeString(drawn, SvgChart.draw(chart));
            TABLE.replace(table, markdown);
        }
    }
}
