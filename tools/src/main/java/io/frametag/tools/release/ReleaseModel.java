package io.frametag.tools.release;

import io.frametag.release.RefusedReleaseException;
import io.frametag.release.Release;
import io.frametag.schema.ModelRelease;
import io.frametag.schema.ModelReleaseStatus;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.kafka.ClientOptions;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.TopicNames;
import io.frametag.tools.kafka.TopicsException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a model release, and waits until each task of the jobs that follow the topic has decided. */
@Command(
        name = "model-release",
        showDefaultValues = true,
        sortOptions = false,
        header = "Let running jobs label with another model.",
        description = {
            "",
            "Jobs that were started with --model-releases load it beside their labelling, check it, and change to it"
                    + " between two records. What cannot be used is refused, and the old model goes on. A rollback is"
                    + " a release of the old bundle.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            ExitCodes.OK + ":each task labels with it",
            ExitCodes.FOUND_WRONG + ":some task refused it, or passed it over for a newer one",
            ExitCodes.WRONG_USE + ":wrong use of this command, or no such bundle; nothing is released",
            ExitCodes.FAILED + ":broken off: no broker, no such topic, or some task said nothing in time"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag model-release /models/pets-2026-11 --model-version 2026-11",
            "  frametag model-release s3://models/pets --sha256 95d9830c.."
        })
public final class ReleaseModel implements Callable<Integer> {
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int LONGEST_WAIT = 86_400;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "BUNDLE",
            description =
                    "The model's folder, by path or by a URI of a file system that the job's Flink has: each machine"
                            + " of the job must find it there.")
    private String bundle;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description =
                    "The bundle's, as frametag model inspect prints it. Needed unless the folder is on this machine, too.")
    private String sha256;

    @Option(
            names = "--model-version",
            paramLabel = "NAME",
            description = "Written into every label. Default: the first 12 digits of the SHA-256.")
    private String version;

    @Mixin
    private ClientOptions client;

    @Option(
            names = "--model-releases",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.MODEL_RELEASES,
            description = "The topic that the jobs follow.")
    private String releases;

    @Option(
            names = "--model-release-outcomes",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.MODEL_RELEASE_OUTCOMES,
            description = "Where they say what became of it.")
    private String outcomes;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait for the tasks; 0 for not at all.")
    private int waitSeconds;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many jobs to wait for. Jobs are known by what they say: of several that follow the topic the"
                            + " slower ones are missed if it is less.")
    private int jobs;

    @Override
    public Integer call() {
        if (waitSeconds < 0 || waitSeconds > LONGEST_WAIT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--wait must be 0 to " + LONGEST_WAIT + " seconds, but is " + waitSeconds + ".");
        }
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs must be 1 or more, but is " + jobs + ".");
        }
        ReleasedBundle released = ReleasedBundle.of(bundle, Optional.ofNullable(sha256));
        ModelRelease release = new ModelRelease(released.location(), released.sha256(), version, Instant.now());
        try {
            Release.check(release);
        } catch (RefusedReleaseException e) {
            throw CommandFailure.wrongUse("Every job would refuse it: " + e.getMessage());
        }
        try {
            KafkaAccess kafka = new KafkaAccess(client.settings(spec.commandLine()), ANSWER);
            ReleaseLog topics = new ReleaseLog(kafka, releases, outcomes);
            long offset = topics.publish(release);
            print("Release " + offset + ": " + released.location() + ", sha256 " + released.sha256()
                    + (version == null ? "" : ", version " + version));
            return waitSeconds == 0 ? ExitCodes.OK : await(topics, new ReleaseBook(offset, jobs));
        } catch (TopicsException e) {
            throw CommandFailure.failed(e.getMessage(), e);
        }
    }

    private int await(ReleaseLog topics, ReleaseBook book) throws TopicsException {
        boolean complete = topics.await(book, Duration.ofSeconds(waitSeconds), this::print);
        long active = book.count(ModelReleaseStatus.ACTIVE);
        if (!complete) {
            throw CommandFailure.failed(
                    book.tasks() == 0
                            ? "No task has said anything within " + waitSeconds
                                    + " s: a job has to run with --model-releases " + releases
                                    + ". The release stays in the topic, and jobs that start will take it up."
                            : "Within " + waitSeconds + " s only " + book.decided() + " of " + book.tasks()
                                    + " tasks of " + book.jobs() + (book.jobs() == 1 ? " job" : " jobs")
                                    + " have decided, of which " + active
                                    + " label with it, and --jobs is " + jobs
                                    + ". The others still may: the release stays in the topic.",
                    null);
        }
        print(active + " of " + book.tasks() + " tasks label with it.");
        return active == book.tasks() ? ExitCodes.OK : ExitCodes.FOUND_WRONG;
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
