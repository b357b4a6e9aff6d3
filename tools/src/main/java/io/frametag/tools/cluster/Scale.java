package io.frametag.tools.cluster;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The same job at another parallelism. */
@Command(
        name = "scale",
        header = "Stop the job with a savepoint, and start it from there at another parallelism.",
        description = "%nMore than the input topic has partitions have no work.%n")
final class Scale implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolder folder;

    @Parameters(index = "0", paramLabel = "N", description = "The new parallelism.")
    private int parallelism;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JOB",
            description = "The job's id or its beginning. Default: the only job.")
    private String id;

    @Override
    public Integer call() throws InterruptedException {
        if (parallelism < 1) {
            throw CommandFailure.wrongUse("The parallelism must be 1 or more, but is " + parallelism + ".");
        }
        RunningCluster cluster = RunningCluster.in(folder);
        SubmittedJob old = cluster.job(id);
        cluster.requireSlots(parallelism, old.parallelism());
        String savepoint = cluster.stopWithSavepoint(old);
        SubmittedJob job = cluster.replace(old, old.atParallelism(parallelism), savepoint);
        spec.commandLine().getOut().print(JobText.of(job, Optional.of(savepoint)));
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
