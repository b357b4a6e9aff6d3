package io.frametag.tools.batch;

import io.frametag.config.ConfigException;
import io.frametag.config.RawOptions;
import io.frametag.tools.CommandFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is tagged, how, and where the outcome goes; becomes the job's own options. */
final class BatchArguments {
    private static final String URI = "[A-Za-z][A-Za-z0-9+.-]+:.*";

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
    private String output;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "With Kafka as output: where to keep what a run needs to go on with. Default: --output.")
    private String folder;

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
            description = "Use this model: a folder with inference.onnx and inference.yml. Default: the bundled one.")
    private String model;

    @Option(
            names = "--only-missing",
            paramLabel = "FOLDER",
            description = "Tag only what an earlier run with this --output has neither labelled nor rejected.")
    private String onlyMissing;

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
        if (named().matches(URI)) {
            throw CommandFailure.wrongUse((output == null ? "--folder" : "--output") + " is " + named()
                    + ", and has to be a folder of this machine: the run keeps its checkpoints there. Into other file systems"
                    + " the job's jar writes, on a cluster.");
        }
    }

    private String named() {
        return output == null ? folder : output;
    }

    /** @return the folder that the run keeps what it needs in */
    Path folder() {
        return Path.of(named()).toAbsolutePath().normalize();
    }

    int parallelism() {
        return parallelism;
    }

    /** @return those of the job's options that were given, in its own words */
    List<String> jobOptions() {
        int behind = 0;
        while (behind < arguments.size() && !arguments.get(behind).startsWith("--")) {
            behind++;
        }
        List<String> options = new ArrayList<>();
        arguments.subList(0, behind).forEach(input -> add(options, "input-files", listed(located(input))));
        if (output != null) {
            add(options, "output-files", folder().toString());
        }
        if (format != null) {
            add(options, "output-format", format);
        }
        if (partition != null) {
            add(options, "output-partition", partition);
        }
        if (model != null) {
            add(options, "model", located(model));
        }
        if (onlyMissing != null) {
            add(options, "only-missing", located(onlyMissing));
        }
        options.addAll(arguments.subList(behind, arguments.size()));
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

    /** Local paths from here. */
    private static String located(String path) {
        return path.matches(URI)
                ? path
                : Path.of("").toAbsolutePath().resolve(path).normalize().toString();
    }

    /** In a list of Flink's, where semicolons and quotes have a meaning. */
    private static String listed(String path) {
        return path.matches(".*[;'\"].*") ? "'" + path.replace("'", "''") + "'" : path;
    }
}
