package io.frametag.tools.verify;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.ReportOptions;
import io.frametag.tools.kafka.ClientOptions;
import io.frametag.tools.kafka.StandardErrorProgress;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.kafka.TopicOptions;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.outcome.OutcomeTopics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of {@link Verification}. */
@Command(
        name = "verify",
        showDefaultValues = true,
        sortOptions = false,
        header = "Prove that every input record has exactly one outcome.",
        description = {
            "",
            "Reads the input topic, the labels, the dead letters and the shed frames as a read_committed consumer sees"
                    + " them, and counts for each input partition how many records became a label, became a dead"
                    + " letter, were shed, were answered more than once, or not at all.",
            "",
            "With --run-id only the outcomes of that run count. Without it an input is answered if any run answered it,"
                    + " and doubled only if one and the same run answered it more than once: tagging the same frames"
                    + " again under another run id is not doubling. An outcome in a transaction that is open or"
                    + " aborted does not count. An input whose outcome is still on its way is missing: verify a job"
                    + " that has caught up.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":each input has exactly one outcome (with --allow-duplicates: at least one)",
            ExitCodes.FOUND_WRONG + ":not so, or there is no input: that proves nothing",
            ExitCodes.WRONG_USE + ":wrong use of this command",
            ExitCodes.FAILED + ":no verdict: no broker, no such topic, and the like"
        })
public final class Verify implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClientOptions client;

    @Mixin
    private TopicOptions topics;

    @Option(names = "--run-id", paramLabel = "ID", description = "The one run to look at. Default: all runs.")
    private String runId;

    @Option(
            names = "--from",
            paramLabel = "BOUND",
            converter = BoundConverter.class,
            description = "Where the inputs in question begin: PARTITION:OFFSET (TOPIC:PARTITION:OFFSET if there are"
                    + " several topics), which bounds that partition only, or a time such as 2026-11-24T10:00:00Z,"
                    + " which is held against the records' timestamps. May be given more than once. Default: the"
                    + " first record that is there.")
    private List<Bound> from;

    @Option(
            names = "--until",
            paramLabel = "BOUND",
            converter = BoundConverter.class,
            description = "The first input that is no longer in question, in the same forms. Default: the end of what"
                    + " is committed now.")
    private List<Bound> until;

    @Option(
            names = "--allow-duplicates",
            description = "Report doubled outcomes without failing: for at-least-once delivery.")
    private boolean allowDuplicates;

    @Mixin
    private ReportOptions output;

    @Override
    public Integer call() {
        VerificationRequest request = request();
        try {
            Report report = Verification.run(
                    request,
                    StandardErrorProgress.barOrLines(
                            "verify", spec.commandLine().getErr()));
            output.print(report, ReportText::of, spec.commandLine());
            return report.verdict() == Report.Verdict.PROVEN ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
        } catch (UnusableRangeException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        } catch (TopicsException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private VerificationRequest request() {
        output.check(spec.commandLine());
        return new VerificationRequest(
                client.settings(spec.commandLine()),
                topics.inputs(),
                new OutcomeTopics(topics.labels(), topics.deadLetters(), topics.shed(), TopicNames.SEGMENTS),
                Optional.ofNullable(runId),
                from == null ? List.of() : from,
                until == null ? List.of() : until,
                allowDuplicates,
                output.listed(),
                output.timeout());
    }

    static final class BoundConverter implements ITypeConverter<Bound> {
        @Override
        public Bound convert(String text) {
            try {
                return Bound.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
