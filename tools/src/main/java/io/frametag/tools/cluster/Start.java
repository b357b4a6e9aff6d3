package io.frametag.tools.cluster;

import io.frametag.standalone.BrokerProcess;
import io.frametag.standalone.ClusterException;
import io.frametag.standalone.JvmProcess;
import io.frametag.standalone.Lifetime;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kafka, a JobManager and TaskManagers, and with {@code --application} the job. */
@Command(
        name = "start",
        header = "Start a cluster, and leave it running.",
        description =
                "%nJobs are then submitted to it. With --application it is started for one job, which its JobManager"
                        + " runs itself.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag cluster start --kafka",
            "  frametag cluster start --taskmanagers 2 --slots 4 --port 8081",
            "  frametag cluster start --kafka --application -p 2 -- --delivery exactly-once"
        })
final class Start implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolder folder;

    @Option(
            names = "--taskmanagers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many TaskManagers. Default: ${DEFAULT-VALUE}.")
    private int taskManagers;

    @Option(
            names = "--slots",
            paramLabel = "S",
            defaultValue = "2",
            description = "Slots of each, with one core's work and 1 GiB each. Default: ${DEFAULT-VALUE}.")
    private int slots;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The JobManager's, for its web page. Default: a free one.")
    private int port;

    @Option(names = "--kafka", description = "Start Kafka too, with the job's topics.")
    private boolean kafka;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Kafka's. Default: a free one.")
    private int kafkaPort;

    @Option(
            names = "--page",
            description =
                    "Start a page, too, that shows frames and labels as they come; needs --kafka. For another Kafka"
                            + " there is 'frametag page'.")
    private boolean page;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The page's. Default: a free one.")
    private int pagePort;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Of each topic that is made: at most so many slots have work. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--application",
            description = "Start the job with the cluster, and the cluster for this job alone.")
    private boolean application;

    @Mixin
    private JobArguments arguments;

    @Override
    public Integer call() throws InterruptedException {
        check();
        folder.running().ifPresent(state -> {
            throw CommandFailure.failed(
                    "A cluster is running in " + folder.path() + " (" + state.restAddress()
                            + "): stop it with 'cluster stop', or start this one in another --folder.",
                    null);
        });
        FrametagHome.flink();
        int free = Launch.port(port, "--port");
        PrintWriter err = spec.commandLine().getErr();
        err.println("Starting " + (kafka ? "Kafka, " : "") + "a JobManager and " + taskManagers
                + (taskManagers == 1 ? " TaskManager .." : " TaskManagers .."));
        err.flush();
        Optional<BrokerProcess> broker = broker();
        try {
            ClusterState state = new ClusterState(
                    "http://127.0.0.1:" + free,
                    broker.map(BrokerProcess::bootstrapServers).orElse(null),
                    null,
                    taskManagers,
                    slots,
                    broker.map(process -> List.of(StartedProcess.of(process.process())))
                            .orElse(List.of()),
                    List.of());
            if (kafka) {
                ClusterTopics.create(state.bootstrapServers(), partitions);
            }
            spec.commandLine().getOut().print(page ? startWithPage(state, free) : startFlink(state, free));
            spec.commandLine().getOut().flush();
            return ExitCodes.OK;
        } catch (InterruptedException | RuntimeException e) {
            broker.ifPresent(BrokerProcess::close);
            throw e;
        }
    }

    private String startWithPage(ClusterState state, int free) throws InterruptedException {
        int chosen = Launch.port(pagePort, "--page-port");
        JvmProcess process = PageProcess.start(folder.path().resolve("log"), state.bootstrapServers(), chosen);
        try {
            return startFlink(state.withPage(StartedProcess.of(process), PageProcess.address(chosen)), free);
        } catch (InterruptedException | RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    private String startFlink(ClusterState state, int free) throws InterruptedException {
        return application ? startJob(state) : startSession(state, free);
    }

    private String startSession(ClusterState state, int free) throws InterruptedException {
        ClusterState started = state.withFlink(new Launch(folder.path(), free, taskManagers, slots).session());
        folder.save(started);
        return StartText.session(started, folder);
    }

    private String startJob(ClusterState state) throws InterruptedException {
        String id = String.format(
                "%016x%016x",
                ThreadLocalRandom.current().nextLong(),
                ThreadLocalRandom.current().nextLong());
        SubmittedJob job =
                arguments.job(folder, Road.APPLICATION, state.broker()).withId(id);
        RunningCluster cluster = new RunningCluster(folder, state);
        try {
            SubmittedJob started = cluster.start(job, arguments.from());
            return StartText.application(cluster.state(), started, arguments.from(), folder);
        } catch (InterruptedException | RuntimeException e) {
            // A cluster for one job is nothing without it.
            cluster.stopFlink();
            throw e;
        }
    }

    private Optional<BrokerProcess> broker() throws InterruptedException {
        if (!kafka) {
            return Optional.empty();
        }
        try {
            return Optional.of(BrokerProcess.start(
                    folder.path().resolve("kafka"),
                    folder.path().resolve("log"),
                    Launch.port(kafkaPort, "--kafka-port"),
                    Lifetime.UNTIL_STOPPED));
        } catch (IOException | ClusterException e) {
            throw CommandFailure.failed("Kafka does not start: " + e.getMessage(), e);
        }
    }

    private void check() {
        require(taskManagers, "--taskmanagers");
        require(slots, "--slots");
        require(partitions, "--partitions");
        arguments.check();
        if (page && !kafka) {
            throw CommandFailure.wrongUse(
                    "--page is for the Kafka that --kafka starts; for another there is 'frametag page'.");
        }
        if (pagePort != 0 && !page) {
            throw CommandFailure.wrongUse("--page-port is the page's: give --page, too.");
        }
        if (!application && (arguments.areGiven() || arguments.parallelism() > 1)) {
            throw CommandFailure.wrongUse("A job is started with 'cluster submit', or here with --application.");
        }
        if (application && arguments.parallelism() > taskManagers * slots) {
            throw CommandFailure.wrongUse("Parallelism " + arguments.parallelism() + " needs as many slots; asked for: "
                    + taskManagers * slots + ". Give more --taskmanagers or --slots.");
        }
    }

    private static void require(int value, String option) {
        if (value < 1 || value > 1000) {
            throw CommandFailure.wrongUse(option + " must be 1 to 1000, but is " + value + ".");
        }
    }
}
