package io.frametag.tools.cluster;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The end of a cluster. */
@Command(
        name = "stop",
        header = "Stop the cluster: its jobs with a savepoint each, then its processes.",
        description =
                "%nOnly processes that 'cluster start' has started are ended, each known by its id and its time of"
                        + " start. Kafka's records, checkpoints and savepoints stay in the folder.%n")
final class Stop implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolder folder;

    @Option(names = "--no-savepoint", description = "End the jobs where they stand.")
    private boolean noSavepoint;

    @Override
    public Integer call() throws InterruptedException, IOException {
        RunningCluster cluster = RunningCluster.in(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (!noSavepoint) {
            for (SubmittedJob job : cluster.state().jobs()) {
                if (Status.hasEnded(Status.of(cluster, job).state())) {
                    continue;
                }
                String savepoint = stopWithSavepoint(cluster, job);
                StringBuilder text = new StringBuilder();
                JobText.line(text, "job", job.id());
                JobText.line(text, "run id", job.runId());
                JobText.line(text, "savepoint", savepoint);
                out.print(text);
                out.flush();
            }
        }
        cluster.stopAll();
        folder.forget();
        out.println("Stopped " + cluster.state().processes().size() + " processes; records and savepoints stay in "
                + folder.path() + ".");
        out.flush();
        return ExitCodes.OK;
    }

    private static String stopWithSavepoint(RunningCluster cluster, SubmittedJob job) throws InterruptedException {
        try {
            return cluster.stopWithSavepoint(job);
        } catch (CommandFailure e) {
            throw CommandFailure.failed(
                    e.getMessage() + " Nothing more was stopped: --no-savepoint ends jobs where they stand.", e);
        }
    }
}
