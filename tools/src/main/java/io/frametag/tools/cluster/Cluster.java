package io.frametag.tools.cluster;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands on one cluster. */
@Command(
        name = "cluster",
        header = "Run a Flink cluster of separate processes on this machine.",
        description =
                "%nA JobManager, TaskManagers and, if asked for, Kafka, each a JVM on loopback that goes on when the"
                        + " command has ended. Jobs come and go, are upgraded and scaled from savepoints.%n",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Start.class,
            Submit.class,
            Status.class,
            TakeSavepoint.class,
            Upgrade.class,
            Scale.class,
            Stop.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag cluster start --kafka",
            "  frametag cluster submit -p 2 -- --delivery exactly-once",
            "  frametag cluster upgrade --jar new-job.jar",
            "  frametag cluster stop"
        })
public final class Cluster implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command of cluster.");
    }
}
