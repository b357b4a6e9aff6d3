package io.frametag.tools.cluster;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A job onto a session cluster. */
@Command(
        name = "submit",
        header = "Submit the job to the cluster, and wait until it runs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag cluster submit -p 2 -- --delivery exactly-once",
            "  frametag cluster submit --via cli --jar my-job.jar -- --group-id another"
        })
final class Submit implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolder folder;

    @Option(
            names = "--via",
            paramLabel = "ROAD",
            defaultValue = "rest",
            description = "rest: uploaded to the JobManager. cli: Flink's own 'flink run'. Default: ${DEFAULT-VALUE}.")
    private String via;

    @Mixin
    private JobArguments arguments;

    @Override
    public Integer call() throws InterruptedException {
        Road road = road();
        arguments.check();
        RunningCluster cluster = RunningCluster.in(folder);
        if (cluster.state().jobs().stream().anyMatch(job -> job.via() == Road.APPLICATION)) {
            throw CommandFailure.wrongUse(
                    "This cluster was started for one job, with --application: start another in another --folder.");
        }
        cluster.requireSlots(arguments.parallelism(), 0);
        SubmittedJob job =
                cluster.start(arguments.job(folder, road, cluster.state().broker()), arguments.from());
        spec.commandLine().getOut().print(JobText.of(job, arguments.from()));
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }

    private Road road() {
        return switch (via) {
            case "rest" -> Road.REST;
            case "cli" -> Road.CLI;
            case "application" ->
                throw CommandFailure.wrongUse(
                        "Application mode starts the cluster with the job: 'cluster start --application -- OPTIONS'.");
            default -> throw CommandFailure.wrongUse("--via is '" + via + "': give rest or cli.");
        };
    }
}
