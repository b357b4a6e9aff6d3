package io.frametag.tools.cluster;

import io.frametag.tools.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A savepoint of a job that goes on. */
@Command(name = "savepoint", header = "Take a savepoint of the job, which goes on, and print its path.")
final class TakeSavepoint implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolder folder;

    @Parameters(
            arity = "0..1",
            paramLabel = "JOB",
            description = "The job's id or its beginning. Default: the only job.")
    private String id;

    @Override
    public Integer call() throws InterruptedException {
        RunningCluster cluster = RunningCluster.in(folder);
        spec.commandLine().getOut().println(cluster.savepoint(cluster.job(id)));
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
