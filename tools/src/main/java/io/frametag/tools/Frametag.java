package io.frametag.tools;

import io.frametag.tools.batch.Batch;
import io.frametag.tools.cluster.Cluster;
import io.frametag.tools.model.Model;
import io.frametag.tools.page.Page;
import io.frametag.tools.release.ReleaseModel;
import io.frametag.tools.replay.Replay;
import io.frametag.tools.verify.Verify;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root command: {@code frametag SUB-COMMAND}. Results go to standard output, everything else to standard error. */
@Command(
        name = "frametag",
        description = "Image events in on Kafka, labels out: PP-LCNet on Apache Flink and ONNX Runtime.%n",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Quickstart.class,
            Send.class,
            Verify.class,
            Replay.class,
            Page.class,
            Cluster.class,
            Batch.class,
            Model.class,
            ReleaseModel.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Frametag.Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":done",
            ExitCodes.FOUND_WRONG + ":ran, and found something wrong",
            ExitCodes.WRONG_USE + ":wrong use",
            ExitCodes.FAILED + ":something failed on the way"
        })
public final class Frametag implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show where in the program a failure comes from.")
    private boolean stacktrace;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** @return the whole command line, ready to {@code execute}, with every failure as a sentence and an exit status */
    public static CommandLine commandLine() {
        Frametag frametag = new Frametag();
        CommandLine commandLine = new CommandLine(frametag)
                .setExecutionExceptionHandler((failure, command, arguments) -> frametag.report(failure, command))
                .setParameterExceptionHandler(Frametag::reportWrongUse);
        // Modules of their own add those commands. Set here, since
        // an annotation's footer would be every sub-command's.
        commandLine
                .getCommandSpec()
                .usageMessage()
                .footer(
                        "",
                        "'deploy/frametag watch' plays a video, a camera or a folder through the whole system and shows it,"
                                + " 'deploy/frametag frames' sends it to Kafka, 'deploy/frametag quality' measures how good"
                                + " segments are, 'deploy/frametag faults' kills a real cluster under load,"
                                + " 'deploy/frametag hostile' feeds it damaged images,"
                                + " 'deploy/frametag soak' a million events, 'deploy/frametag bench' measures how fast it is: each has its own --help.");
        return commandLine;
    }

    /** One sentence, and where to read on: the help of some commands is longer than a screen. */
    private static int reportWrongUse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(wrong.getMessage()));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        if (command.getParent() == null) {
            command.usage(err);
        } else {
            err.println("'" + command.getCommandSpec().qualifiedName() + " --help' lists the options.");
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    private int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        boolean expected = failure instanceof CommandFailure;
        err.println(command.getColorScheme().errorText("frametag: " + (expected ? failure.getMessage() : failure)));
        if (stacktrace) {
            failure.printStackTrace(err);
        } else if (!expected) {
            err.println("This should not happen. Run it again with --stacktrace to see where it comes from.");
        }
        err.flush();
        return expected ? ((CommandFailure) failure).getExitCode() : ExitCodes.FAILED;
    }

    /** The jar's version; classes that run outside of a jar have none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Frametag.class.getPackage().getImplementationVersion();
            return new String[] {
                "frametag " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version(),
            };
        }
    }
}
