package io.frametag.faults;

import io.frametag.config.Delivery;
import io.frametag.standalone.Commit;
import io.frametag.standalone.FlinkHome;
import io.frametag.standalone.Machine;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.MarkedSection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the fault suite. */
@Command(
        name = "faults",
        sortOptions = false,
        header = "Kill a real cluster under load, and verify that every input has its outcome.",
        description = {
            "",
            "Starts a broker, a JobManager and TaskManagers as separate JVMs on loopback for each fault and each"
                    + " delivery mode, sends frames with poison among them, breaks something at a random time, lets it"
                    + " recover, and verifies. The whole suite takes some 20 minutes and up to 6 GB of memory.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag faults --table docs/reliability.md --table README.md",
            "  frametag faults --only kill-taskmanager --delivery exactly-once --seed 7",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":each run is as docs/reliability.md says",
            ExitCodes.FOUND_WRONG + ":something was lost or doubled that must not be, or a run has no result",
            ExitCodes.WRONG_USE + ":wrong use of this command",
            ExitCodes.FAILED + ":something failed on the way"
        })
final class Faults implements Callable<Integer> {
    private static final MarkedSection TABLE = new MarkedSection("faults");

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", paramLabel = "NAME", description = "This fault; may be given more than once.")
    private List<String> only = List.of();

    @Option(
            names = "--delivery",
            paramLabel = "MODE",
            description = "at-least-once or exactly-once. Default: both, one after the other.")
    private String mode;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draw times and victims as the run did that printed this seed.")
    private Long seed;

    @Option(names = "--json", description = "Print the results as one JSON array.")
    private boolean json;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Put the table between the markers that this Markdown file has for it; may be repeated. With"
                    + " --only or --delivery the rows of what was run replace theirs, and the others stay.")
    private List<Path> tables = List.of();

    @Override
    public Integer call() throws InterruptedException, IOException {
        for (Path table : tables) {
            String recorded = TABLE.read(table);
            if (!wholeSuite()) {
                RecordedTable.parse(recorded);
            }
        }
        Path project = Project.folder();
        List<Delivery> modes = modes();
        List<String> names = names();
        long first = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        Path folder = project.resolve("faults/target/runs/"
                + Instant.now().toString().replaceAll("[^0-9T]", "").substring(0, 15));
        PrintWriter err = spec.commandLine().getErr();
        err.println("seed " + first + ", logs in " + folder);
        // Now, not at the end: somebody may go on working in the folder.
        String machine = measuredWith(project);
        Build build = Build.of(FlinkHome.jobJar(project));
        List<FaultResult> results = new ArrayList<>();
        int without = 0;
        for (String name : names) {
            for (Delivery delivery : modes) {
                err.print(name + ", " + delivery + " .. ");
                err.flush();
                try {
                    FaultResult result = new FaultRun(fault(name), delivery, first, folder).run(project, build);
                    results.add(result);
                    err.println(ResultTable.line(result));
                } catch (FaultFailure e) {
                    without++;
                    err.println("no result: " + e.getMessage());
                }
                err.flush();
            }
        }
        if (without > 0 && !tables.isEmpty()) {
            err.println("The tables stay as they are: " + without + " runs have no result.");
            tables = List.of();
        }
        print(results, ResultTable.markdown(results, first, machine));
        for (Path table : tables) {
            TABLE.replace(
                    table,
                    wholeSuite()
                            ? ResultTable.markdown(results, first, machine)
                            : RecordedTable.parse(TABLE.read(table)).with(results, first, machine));
        }
        boolean fine = without == 0 && results.stream().allMatch(FaultResult::acceptable);
        return fine ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
    }

    private void print(List<FaultResult> results, String markdown) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? ResultTable.json(results) : markdown);
        out.flush();
    }

    private boolean wholeSuite() {
        return only.isEmpty() && mode == null;
    }

    /** Where and with what the table was measured, in a line; the suite's own class path has the same Flink. */
    private static String measuredWith(Path project) throws IOException, InterruptedException {
        Machine machine = Machine.here();
        return machine.cores() + " CPUs (" + machine.processor() + "), Java "
                + Runtime.version().feature() + ", Flink "
                + FlinkHome.of(project).version("flink-runtime") + ", Kafka " + AppInfoParser.getVersion() + ", commit "
                + Commit.of(project);
    }

    private List<Delivery> modes() {
        if (mode == null) {
            return List.of(Delivery.values());
        }
        for (Delivery each : Delivery.values()) {
            if (each.toString().equals(mode.toLowerCase(Locale.ROOT))) {
                return List.of(each);
            }
        }
        throw CommandFailure.wrongUse("--delivery is '" + mode + "': give at-least-once or exactly-once.");
    }

    private List<String> names() {
        List<String> known = FaultRun.all().stream().map(Fault::name).toList();
        for (String name : only) {
            if (!known.contains(name)) {
                throw CommandFailure.wrongUse(
                        "There is no fault '" + name + "'. There are " + String.join(", ", known) + ".");
            }
        }
        return only.isEmpty() ? known : only;
    }

    private static Fault fault(String name) {
        return FaultRun.all().stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
