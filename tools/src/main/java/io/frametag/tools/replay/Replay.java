package io.frametag.tools.replay;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.ReportOptions;
import io.frametag.tools.kafka.ClientOptions;
import io.frametag.tools.kafka.StandardErrorProgress;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.kafka.TopicsException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@link Replaying}. */
@Command(
        name = "replay",
        showDefaultValues = true,
        sortOptions = false,
        header = "Send dead letters back to the input topic.",
        description = {
            "",
            "Each becomes an input again with the key, value, headers and timestamp that it had, in the partition that"
                    + " it was in, behind whatever is there now. Three headers mark it as a replay, so that a second"
                    + " replay leaves it out. Without options that select, all dead letters are sent: look at --dry-run"
                    + " first.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":all that was selected is replayed, now or before",
            ExitCodes.FOUND_WRONG + ":some of it cannot be replayed; the rest is",
            ExitCodes.WRONG_USE + ":wrong use of this command",
            ExitCodes.FAILED + ":broken off: no broker, no such topic, and the like"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag replay --dry-run",
            "  frametag replay --reason TOO_MANY_BYTES --since 2026-11-24T10:00:00Z",
            "  frametag replay --input 3:1500-1999"
        })
public final class Replay implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClientOptions client;

    @Option(
            names = "--input-topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.EVENTS,
            description = "Where the dead letters go. Those of another topic's inputs are not looked at.")
    private String inputTopic;

    @Option(
            names = "--dead-letters-topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.DEAD_LETTERS,
            description = "Where the dead letters are.")
    private String deadLettersTopic;

    @Mixin
    private SelectionOptions selection;

    @Option(
            names = "--again",
            description = "Also what was replayed before, and what is itself a replay that was rejected again.")
    private boolean again;

    @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
    private boolean dryRun;

    @Mixin
    private ReportOptions output;

    @Override
    public Integer call() {
        ReplayRequest request = request();
        try {
            ReplayReport report = Replaying.run(
                    request,
                    StandardErrorProgress.barOrLines(
                            "replay", spec.commandLine().getErr()));
            output.print(report, ReplayText::of, spec.commandLine());
            return report.total().notReplayable() == 0 ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
        } catch (TopicsException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private ReplayRequest request() {
        output.check(spec.commandLine());
        return new ReplayRequest(
                client.settings(spec.commandLine()),
                inputTopic,
                deadLettersTopic,
                selection.selection(spec.commandLine()),
                again,
                dryRun,
                output.listed(),
                output.timeout());
    }
}
