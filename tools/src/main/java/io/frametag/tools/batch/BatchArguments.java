package io.frametag.tools.batch;

import io.frametag.config.ConfigException;
import io.frametag.config.RawOptions;
import io.frametag.tools.CommandFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is tagged, how, and where the outcome goes; becomes the job's own options. */
final class BatchArguments {
    /** Each checkpoint makes a file of each task; what has been done since the last is done again after a kill. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(1);

    @Parameters(
            paramLabel = "INPUT",
            description = {
                "Folders, image files, globs in quotes, tar and zip archives, Avro and Parquet files. None: the topic that",
                "the job's options name. Behind --: the job's own options (docs/options.md)."
            })
    private List<String> arguments = List.of();

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Write labels and dead letters as files into this folder. Without it they go to Kafka.")
    private Path output;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "With Kafka as output: where to keep what a run needs to go on with. Default: --output.")
    private Path folder;

    @Option(names = "--format", paramLabel = "FORMAT", description = "parquet (default), avro or json.")
    private String format;

    @Option(
            names = "--partition",
            paramLabel = "TEMPLATE",
            description = "Spread the output over folders, such as date={date}/label={label}.")
    private String partition;

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description =
                    "Use this model: a folder as PaddleX, timm or transformers leave it. Default: the bundled one.")
    private String model;

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "N",
            description = "Tasks in parallel, each with one core's work. Default: as many as there are cores.")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    void check() {
        if (parallelism < 1) {
            throw CommandFailure.wrongUse("-p must be 1 or more, but is " + parallelism + ".");
        }
        if (output == null && folder == null) {
            throw CommandFailure.wrongUse("Name the --output folder; or, if the labels are to go to Kafka, a --folder"
                    + " for what the run needs to go on with.");
        }
        if (output != null && folder != null) {
            throw CommandFailure.wrongUse("--folder is for runs without --output: leave one of them out.");
        }
        if (output == null && (format != null || partition != null)) {
            throw CommandFailure.wrongUse("--format and --partition are for files: name an --output folder, too.");
        }
    }

    boolean writesFiles() {
        return output != null;
    }

    /** @return the folder that the run keeps what it needs in */
    Path folder() {
        return (output == null ? folder : output).toAbsolutePath().normalize();
    }

    int parallelism() {
        return parallelism;
    }

    /** @return the job's, without the run's id */
    List<String> jobOptions() {
        int behind = 0;
        while (behind < arguments.size() && !arguments.get(behind).startsWith("--")) {
            behind++;
        }
        List<String> own = arguments.subList(behind, arguments.size());
        List<String> options = new ArrayList<>();
        arguments.subList(0, behind).forEach(input -> add(options, "input-files", listed(input)));
        if (writesFiles()) {
            add(options, "output-files", folder().toString());
        }
        if (format != null) {
            add(options, "output-format", format);
        }
        if (partition != null) {
            add(options, "output-partition", partition);
        }
        if (model != null) {
            add(options, "model", model);
        }
        if (own.stream().noneMatch(option -> option.startsWith("--checkpoint-interval"))) {
            add(options, "checkpoint-interval", CHECKPOINT_INTERVAL.toSeconds() + " s");
        }
        if (behind == 0 && own.stream().noneMatch(option -> option.startsWith("--until"))) {
            // A topic ends only for whoever says where.
            add(options, "until", "latest");
        }
        options.addAll(own);
        try {
            // They are written down with the run.
            RawOptions.refuseSecrets(options);
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        }
        return options;
    }

    private static void add(List<String> options, String name, String value) {
        options.add("--" + name + "=" + value);
    }

    /** Local paths from here; in a list of Flink's, where semicolons and quotes have a meaning. */
    private static String listed(String input) {
        String path = input.matches("[a-z][a-z0-9+.-]+:.*")
                ? input
                : Path.of("").toAbsolutePath().resolve(input).normalize().toString();
        return path.matches(".*[;'\"].*") ? "'" + path.replace("'", "''") + "'" : path;
    }
}
