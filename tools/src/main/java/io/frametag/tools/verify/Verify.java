package io.frametag.tools.verify;

import io.frametag.config.Bound;
import io.frametag.config.ConfigException;
import io.frametag.config.FilesInput;
import io.frametag.config.InputTopics;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.ReportOptions;
import io.frametag.tools.kafka.ClientOptions;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.StandardErrorProgress;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicOptions;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.outcome.OutcomeTopics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
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
                    + " letter, were shed, were answered more than once, or not at all. With --input-files and"
                    + " --output-files it does the same for a job that read files or wrote them.",
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
            ExitCodes.FAILED + ":no verdict: no broker, no such topic or folder, and the like"
        })
public final class Verify implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClientOptions client;

    @Mixin
    private TopicOptions topics;

    @Option(
            names = "--input-topic-pattern",
            paramLabel = "REGEX",
            description = "In place of --input-topic: all topics whose whole names match this regular expression now.")
    private String pattern;

    @Option(
            names = "--input-files",
            paramLabel = "PATH",
            split = ";",
            description =
                    "In place of topics: the folders, files and globs that the job read, in the same words. May be"
                            + " given more than once, or several with semicolons.")
    private List<String> inputFiles;

    @Option(
            names = "--image-column",
            paramLabel = "NAME",
            defaultValue = "image",
            description = "Column of Parquet files that has the images, as the job was given it.")
    private String imageColumn;

    @Option(
            names = "--id-column",
            paramLabel = "NAME",
            description = "Column of Parquet files that names the images, if the job was given one.")
    private String idColumn;

    @Option(
            names = "--output-files",
            paramLabel = "FOLDER",
            split = ";",
            description =
                    "In place of topics: the folder that the job wrote outcomes into. May be given more than once,"
                            + " or several with semicolons.")
    private List<String> outputFiles;

    @Option(names = "--run-id", paramLabel = "ID", description = "The one run to look at. Default: all runs.")
    private String runId;

    @Option(
            names = "--from",
            paramLabel = "BOUND",
            converter = BoundConverter.class,
            split = ";",
            description = "Where the inputs in question begin: PARTITION:OFFSET (TOPIC:PARTITION:OFFSET if there are"
                    + " several topics), which bounds that partition only, or a time such as 2026-11-24T10:00:00Z,"
                    + " which is held against the records' timestamps, or earliest, or latest. May be given more than"
                    + " once, or several with semicolons. Default: earliest, the first record that is there.")
    private List<Bound> from;

    @Option(
            names = "--until",
            paramLabel = "BOUND",
            converter = BoundConverter.class,
            split = ";",
            description = "The first input that is no longer in question, in the same forms. Default: latest, the end"
                    + " of what is committed now.")
    private List<Bound> until;

    @Option(
            names = "--allow-duplicates",
            description = "Report doubled outcomes without failing: for at-least-once delivery.")
    private boolean allowDuplicates;

    @Mixin
    private ReportOptions output;

    @Override
    public Integer call() {
        output.check(spec.commandLine());
        checkEither("--input-files", List.of("--input-topic", "--input-topic-pattern", "--from", "--until"));
        checkEither("--output-files", List.of("--labels-topic", "--dead-letters-topic", "--shed-topic"));
        try {
            VerificationRequest request = request();
            Report report = Verification.run(
                    request,
                    StandardErrorProgress.barOrLines(
                            "verify", spec.commandLine().getErr()));
            output.print(report, ReportText::of, spec.commandLine());
            return report.verdict() == Report.Verdict.PROVEN ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
        } catch (UnusableRangeException | ConfigException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        } catch (TopicsException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private VerificationRequest request() throws TopicsException {
        Map<String, Object> kafka = client.settings(spec.commandLine());
        return new VerificationRequest(
                kafka,
                Optional.ofNullable(inputFiles).map(paths -> new FilesInput(paths, imageColumn, idColumn)),
                outputFiles == null ? List.of() : outputFiles,
                pattern == null ? topics.inputs() : matching(new KafkaAccess(kafka, output.timeout())),
                new OutcomeTopics(topics.labels(), topics.deadLetters(), topics.shed(), TopicNames.SEGMENTS),
                Optional.ofNullable(runId),
                from == null ? List.of() : from,
                until == null ? List.of() : until,
                allowDuplicates,
                output.listed(),
                output.timeout());
    }

    /** Of files there are no topics, and no ranges. */
    private void checkEither(String files, List<String> topics) {
        ParseResult given = spec.commandLine().getParseResult();
        topics.stream()
                .filter(option -> given.hasMatchedOption(files) && given.hasMatchedOption(option))
                .findFirst()
                .ifPresent(option -> {
                    throw CommandFailure.wrongUse(files + " and " + option + " are both given: leave one of them out.");
                });
    }

    private List<String> matching(KafkaAccess kafka) throws TopicsException {
        if (spec.commandLine().getParseResult().hasMatchedOption("--input-topic")) {
            throw CommandFailure.wrongUse(
                    "--input-topic and --input-topic-pattern are both given: leave one of them out.");
        }
        InputTopics like = InputTopics.like(pattern);
        like.checkIsOther("labels-topic", topics.labels());
        like.checkIsOther("dead-letters-topic", topics.deadLetters());
        like.checkIsOther("shed-topic", topics.shed());
        try (Admin admin = kafka.admin()) {
            return new TopicOffsets(kafka, admin).matching(like);
        }
    }

    static final class BoundConverter implements ITypeConverter<Bound> {
        @Override
        public Bound convert(String text) {
            try {
                Bound bound = Bound.parse(text.strip());
                if (bound == Bound.Place.COMMITTED) {
                    throw new IllegalArgumentException(
                            "'committed' is where the group stood when the job began: give the"
                                    + " offsets that the job's log has");
                }
                return bound;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
