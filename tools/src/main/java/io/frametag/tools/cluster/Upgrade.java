package io.frametag.tools.cluster;

import io.frametag.tools.ExitCodes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Another jar in a job's place. */
@Command(
        name = "upgrade",
        header = "Stop the job with a savepoint, and start a new jar from it.",
        description = "%nOptions, run id and parallelism stay. If the new jar does not run, the old one does again.%n")
final class Upgrade implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolder folder;

    @Option(
            names = "--jar",
            paramLabel = "JAR",
            required = true,
            description = "The new jar; the cluster keeps a copy.")
    private Path jar;

    @Parameters(
            arity = "0..1",
            paramLabel = "JOB",
            description = "The job's id or its beginning. Default: the only job.")
    private String id;

    @Override
    public Integer call() throws InterruptedException {
        RunningCluster cluster = RunningCluster.in(folder);
        SubmittedJob old = cluster.job(id);
        SubmittedJob upgraded = old.withJar(folder.keep(jar).toString());
        String savepoint = cluster.stopWithSavepoint(old);
        SubmittedJob job = cluster.replace(old, upgraded, savepoint);
        spec.commandLine().getOut().print(JobText.of(job, Optional.of(savepoint)));
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
