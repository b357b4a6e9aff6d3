package io.frametag.tools.batch;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stored images into files of labels. */
@Command(
        name = "batch",
        sortOptions = false,
        header =
                "Tag what is already stored: folders, archives or a topic's history, with all cores, until it is done.",
        description = {
            "%nRuns the job in this JVM over bounded input. Killed and given again, the same command goes on where its last",
            "checkpoint was, and the output holds each image once.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag batch ~/photos --output tags",
            "  frametag batch 'shards/*.tar' --output tags --format json --model ~/models/PP-LCNet_x1_0_infer",
            "  frametag batch --output tags -- --bootstrap-servers kafka:9092 --from earliest",
            "  frametag batch ~/photos --output more-tags --only-missing tags",
            "  frametag batch ~/photos --folder run -- --bootstrap-servers kafka:9092      (labels to Kafka)"
        })
public final class Batch implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BatchArguments arguments;

    @Override
    public Integer call() throws Exception {
        arguments.check();
        List<String> options = arguments.jobOptions();
        try (RunFolder folder = RunFolder.hold(arguments.folder())) {
            if (folder.hasSummary()) {
                throw CommandFailure.wrongUse(folder.path() + " holds a run that has ended, as " + folder.summary()
                        + " says. Name another folder.");
            }
            Optional<Path> checkpoint = RetainedCheckpoints.newest(folder.checkpoints());
            RunDescription described = attempt(folder, options, checkpoint.isPresent());
            BatchJob job = new BatchJob(
                    AttemptOptions.of(described, System.getenv()),
                    System.getenv(),
                    arguments.parallelism(),
                    folder.checkpoints());
            // The job can be: not before this is the folder taken by it.
            RunDescription run = described.modelSha256() == null ? described.withModel(job.modelSha256()) : described;
            folder.describe(run);
            if (checkpoint.isPresent()) {
                RetainedCheckpoints.keepOnly(folder.checkpoints(), checkpoint.get());
            }
            Summary summary = run(job, run, checkpoint);
            if (summary.images() + summary.answeredBefore() == 0) {
                throw CommandFailure.failed(
                        "There is no image in the input: " + String.join(" ", run.options()) + ".", null);
            }
            folder.end();
            summary.write(folder.summary());
            spec.commandLine().getOut().println(summary.json());
            spec.commandLine().getOut().flush();
            return summary.rejected().isEmpty() ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
        }
    }

    /** @return the run that is begun or gone on with; nothing is written yet */
    private static RunDescription attempt(RunFolder folder, List<String> options, boolean checkpointed)
            throws IOException {
        Optional<RunDescription> earlier = folder.description();
        boolean hasOutput = folder.hasOutput();
        if (earlier.isEmpty()) {
            if (hasOutput) {
                throw CommandFailure.wrongUse(
                        folder.path() + " has labels or dead letters of something else. Name another folder.");
            }
            return RunDescription.begun(options);
        }
        if (!checkpointed && !hasOutput) {
            if (folder.hasEnded()) {
                throw CommandFailure.wrongUse(folder.path() + " holds a run that has ended, "
                        + earlier.get().runId() + ", and was killed before it wrote its summary. Name another folder.");
            }
            // Nothing came of it, and who has mistyped an option may give another.
            return earlier.get().options().equals(options)
                    ? earlier.get().goingOnWith(options, folder.path())
                    : RunDescription.begun(options);
        }
        RunDescription run = earlier.get().goingOnWith(options, folder.path());
        return checkpointed ? run : run.overOwnOutput();
    }

    private Summary run(BatchJob job, RunDescription run, Optional<Path> checkpoint) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        err.println(checkpoint
                .map(path -> "Going on from " + path.getFileName() + " ..")
                .orElse("Starting Flink with " + arguments.parallelism() + " tasks .."));
        if (checkpoint.isEmpty() && run.overItsOwnOutput()) {
            err.println("There are files of this run and no checkpoint: what they lack is tagged ..");
        }
        err.flush();
        long started = System.nanoTime();
        try (Progress progress = Progress.onStandardError(err)) {
            Standing end = job.run(checkpoint, progress);
            return Summary.of(run, end, Duration.ofNanos(System.nanoTime() - started), checkpoint.isPresent());
        }
    }
}
