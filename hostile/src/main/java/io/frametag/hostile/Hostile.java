package io.frametag.hostile;

import io.frametag.bench.Surroundings;
import io.frametag.bench.report.Environment;
import io.frametag.faults.Build;
import io.frametag.faults.Project;
import io.frametag.hostile.campaign.CampaignPlan;
import io.frametag.hostile.campaign.CampaignResult;
import io.frametag.hostile.campaign.Pass;
import io.frametag.hostile.campaign.PassTable;
import io.frametag.hostile.campaign.Passes;
import io.frametag.hostile.image.Mutant;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the campaign. */
@Command(
        name = "hostile",
        sortOptions = false,
        header = "Send damaged images of every format through a real cluster, and account for each.",
        description = {
            "",
            "Starts a broker, a JobManager and a TaskManager as separate JVMs on loopback, and sends images with flipped"
                    + " bits, cut short, with huge sizes in their headers and more, a good frame behind each. A process"
                    + " that ends, a job that restarts, an input without an outcome or with two, a good frame with another"
                    + " label than it had before, an image that takes seconds, and more memory than the TaskManager may have"
                    + " are failures; the images in question are named by their numbers. All of them go through the job"
                    + " as it is shipped; a third also with other options, which have its decoders take other ways.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag hostile --seed 6 --table docs/hostile.md",
            "  frametag hostile --seed 6 --first 4711 --images 1 --pass SHIPPED",
            "  frametag hostile --seed 6 --write 4711 image.jpg",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":every input has its one outcome, and nothing else went wrong",
            ExitCodes.FOUND_WRONG + ":something went wrong",
            ExitCodes.WRONG_USE + ":wrong use of this command",
            ExitCodes.FAILED + ":something failed on the way"
        })
final class Hostile implements Callable<Integer> {
    private static final MarkedSection TABLE = new MarkedSection("hostile");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "10000",
            description =
                    "How many damaged images. Those that nothing is done to, which take their turn too, come on top."
                            + " Default: ${DEFAULT-VALUE}.")
    private int images;

    @Option(
            names = "--first",
            paramLabel = "INDEX",
            defaultValue = "0",
            description = "The number of the first. Default: ${DEFAULT-VALUE}.")
    private long first;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Damage the images as the run did that printed this seed. Default: another each time.")
    private Long seed;

    @Option(
            names = "--write",
            arity = "2",
            paramLabel = "INDEX FILE",
            description = "Write the image of that number into the file, and send nothing.")
    private List<String> write = List.of();

    @Option(
            names = "--pass",
            paramLabel = "PASS",
            description =
                    "Another way of the job's through the images, or SHIPPED for its defaults; may be repeated. One"
                            + " of: ${COMPLETION-CANDIDATES}. Those but SHIPPED get a third of the images. Default: all, but with"
                            + " --option SHIPPED alone.")
    private Set<Pass> passes = Set.of();

    @Option(
            names = "--option",
            paramLabel = "KEY=VALUE",
            description = "An option of the job, such as decode-mode=exact; may be repeated.")
    private Map<String, String> options = Map.of();

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Put the tables between the markers that this Markdown file has for them; may be repeated.")
    private List<Path> tables = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (images < 1 || first < 0) {
            throw CommandFailure.wrongUse("--images must be at least 1, and --first at least 0.");
        }
        if (!tables.isEmpty() && !(passes.isEmpty() && options.isEmpty())) {
            throw CommandFailure.wrongUse("--table is for all passes as they are: leave --pass and --option out.");
        }
        for (Path table : tables) {
            TABLE.check(table);
        }
        Path project = Project.folder();
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        CampaignPlan plan = CampaignPlan.damaging(project, chosen, first, images);
        return write.isEmpty() ? run(project, plan) : write(project, plan);
    }

    private int write(Path project, CampaignPlan plan) throws IOException {
        if (seed == null) {
            throw CommandFailure.wrongUse("--write needs the --seed of the run that named the image.");
        }
        try {
            Mutant mutant = plan.mutants(project).at(Long.parseLong(write.get(0)));
            Path file = Path.of(write.get(1));
            Files.write(file, mutant.payload().bytes());
            PrintWriter out = spec.commandLine().getOut();
            out.println(file + ": " + mutant.kind() + "; sent as "
                    + mutant.payload().contentType()
                    + (mutant.payload().width() == null
                            ? ""
                            : " of " + mutant.payload().width() + "×"
                                    + mutant.payload().height())
                    + ", " + mutant.payload().bytes().length + " bytes");
            out.flush();
            return ExitCodes.OK;
        } catch (NumberFormatException e) {
            throw CommandFailure.wrongUse(
                    "--write takes the number of an image and a file, not '" + write.get(0) + "'.");
        }
    }

    private int run(Path project, CampaignPlan plan) throws IOException, InterruptedException {
        Path folder = project.resolve("hostile/target/runs/"
                + Instant.now().toString().replaceAll("[^0-9T]", "").substring(0, 15));
        PrintWriter err = spec.commandLine().getErr();
        err.println("seed " + plan.seed() + ", logs in " + folder);
        err.flush();
        try {
            // Now, not at the end: somebody may go on working in the folder.
            String machine = describe(Surroundings.look(project));
            Map<Pass, CampaignResult> results = Passes.run(project, plan, passes(), folder, build(project), line -> {
                err.println(line);
                err.flush();
            });
            String markdown = PassTable.markdown(results, machine);
            PrintWriter out = spec.commandLine().getOut();
            out.print(markdown);
            out.flush();
            if (Passes.sound(results)) {
                for (Path table : tables) {
                    TABLE.replace(table, markdown);
                }
            }
            return Passes.sound(results) ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
        } catch (ClusterException e) {
            throw CommandFailure.failed(e.getMessage() + " The logs are in " + folder + ".", e);
        }
    }

    private Set<Pass> passes() {
        if (!passes.isEmpty()) {
            return passes;
        }
        return options.isEmpty() ? EnumSet.allOf(Pass.class) : EnumSet.of(Pass.SHIPPED);
    }

    private Build build(Path project) {
        List<String> words = new ArrayList<>();
        options.forEach((key, value) -> {
            words.add("--" + key);
            words.add(value);
        });
        return new Build(FlinkHome.jobJar(project), "", words);
    }

    static String describe(Environment environment) {
        return environment.machine() + "; " + environment.versions() + "; commit " + environment.commit() + ", "
                + environment.date();
    }
}
