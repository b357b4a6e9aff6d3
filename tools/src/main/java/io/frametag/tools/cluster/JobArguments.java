package io.frametag.tools.cluster;

import io.frametag.tools.CommandFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is started: on the command line of {@code start --application} and of {@code submit}. */
final class JobArguments {
    @Option(
            names = "--jar",
            paramLabel = "JAR",
            description = "The job's jar; the cluster keeps a copy. Default: the one that the build makes.")
    private Path jar;

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "N",
            defaultValue = "1",
            description = "How many slots the job takes. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(names = "--from", paramLabel = "SAVEPOINT", description = "Resume from this savepoint.")
    private String from;

    @Parameters(
            paramLabel = "OPTIONS",
            description =
                    "Behind --: the job's own options (docs/options.md). Of its own accord it gets --run-id, and with"
                            + " Kafka of the cluster --bootstrap-servers.")
    private List<String> options = List.of();

    boolean areGiven() {
        return jar != null || from != null || !options.isEmpty();
    }

    int parallelism() {
        return parallelism;
    }

    Optional<String> from() {
        return Optional.ofNullable(from);
    }

    void check() {
        if (parallelism < 1) {
            throw CommandFailure.wrongUse("-p must be 1 or more, but is " + parallelism + ".");
        }
    }

    SubmittedJob job(ClusterFolder folder, Road via, Optional<String> broker) {
        check();
        List<String> complete = JobOptions.complete(options, broker, Clock.systemUTC());
        Path kept = folder.keep(jar == null ? FrametagHome.jobJar() : jar);
        return new SubmittedJob(
                "",
                via,
                kept.toString(),
                parallelism,
                JobOptions.value(complete, "--run-id").orElseThrow(),
                complete);
    }
}
