package io.frametag.tools.batch;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
            if (folder.isFinished()) {
                throw CommandFailure.wrongUse(folder.path() + " holds a run that has ended, as " + folder.summary()
                        + " says. Name another folder.");
            }
            Optional<RunDescription> earlier = folder.description();
            RunDescription run = earlier.isPresent()
                    ? earlier.get().goingOnWith(options, folder.path())
                    : RunDescription.begun(options);
            folder.describe(run);
            Summary summary = run(folder, run);
            summary.write(folder.summary());
            spec.commandLine().getOut().println(summary.json());
            spec.commandLine().getOut().flush();
            return summary.rejected().isEmpty() ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
        }
    }

    private Summary run(RunFolder folder, RunDescription run) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Path> checkpoint = RetainedCheckpoints.newest(folder.checkpoints());
        List<String> options = new ArrayList<>(run.options());
        options.add("--run-id=" + run.runId());
        if (checkpoint.isEmpty() && folder.hasOutput()) {
            throw CommandFailure.failed(
                    folder.path() + " has files of this run, but no checkpoint to go on from. Name another folder.",
                    null);
        }
        err.println(checkpoint
                .map(path -> "Going on from " + path.getFileName() + " ..")
                .orElse("Starting Flink with " + arguments.parallelism() + " tasks .."));
        err.flush();
        long started = System.nanoTime();
        try (Progress progress = Progress.onStandardError(err)) {
            Standing end =
                    new BatchJob(options, arguments.parallelism(), folder.checkpoints()).run(checkpoint, progress);
            return Summary.of(run, end, Duration.ofNanos(System.nanoTime() - started), checkpoint.isPresent());
        }
    }
}
