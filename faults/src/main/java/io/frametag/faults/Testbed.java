package io.frametag.faults;

import io.frametag.config.Delivery;
import io.frametag.standalone.Await;
import io.frametag.standalone.BrokerProcess;
import io.frametag.standalone.ClusterJob;
import io.frametag.standalone.ClusterSettings;
import io.frametag.standalone.FlinkHome;
import io.frametag.standalone.StandaloneCluster;
import io.frametag.standalone.Submission;
import io.frametag.standalone.ZooKeeperProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A broker, a cluster and the job on it: what a fault has in its hands. One thread only. */
public final class Testbed implements AutoCloseable {
    /** Long enough for a busy machine; nothing here takes a tenth of it when all is well. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    static final String RUN_ID = "faults";

    private final Path folder;
    private final Random random;
    private final Delivery delivery;
    private final BrokerProcess broker;
    private final Topics topics;
    private final ZooKeeperProcess zooKeeper;
    private final StandaloneCluster cluster;
    private final Build build;
    private final List<String> notes = new ArrayList<>();
    private Submission submission;
    private ClusterJob job;

    private Testbed(Start start) {
        this.folder = start.folder;
        this.random = start.random;
        this.delivery = start.delivery;
        this.build = start.build;
        this.broker = start.broker;
        this.topics = start.topics;
        this.zooKeeper = start.zooKeeper;
        this.cluster = start.cluster;
    }

    /**
     * @param folder gets everything that the processes write
     * @param build the job to run
     */
    static Testbed start(
            Path project, Path folder, Build build, Conditions conditions, Delivery delivery, Random random)
            throws IOException, InterruptedException {
        Start start = new Start(folder.toAbsolutePath(), build, delivery, random);
        try {
            FlinkHome home = FlinkHome.of(project);
            start.broker = BrokerProcess.start(start.folder.resolve("kafka"), start.folder.resolve("log"));
            start.topics = Topics.create(start.broker.bootstrapServers());
            ClusterSettings settings = new ClusterSettings(start.folder, conditions.flink());
            if (conditions.highAvailability()) {
                start.zooKeeper = ZooKeeperProcess.start(home, start.folder.resolve("zookeeper"));
                settings = settings.withZooKeeper(start.zooKeeper.address());
            }
            start.cluster = StandaloneCluster.start(home, settings, conditions.taskManagers());
            start.options = options(start, conditions);
            copyModel(project, start.folder.resolve(ModelVanishes.FOLDER));
            Testbed testbed = new Testbed(start);
            testbed.submission = Submission.of(conditions.parallelism(), start.options);
            if (!build.mainClass().isEmpty()) {
                testbed.submission = testbed.submission.withEntryClass(build.mainClass());
            }
            testbed.submit(UnaryOperator.identity());
            return testbed;
        } catch (IOException | InterruptedException | RuntimeException e) {
            start.close();
            throw e;
        }
    }

    /** The bundled model as a folder, for a fault that takes it away. */
    private static void copyModel(Path project, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : List.of("inference.onnx", "inference.yml")) {
            Path bundled = project.resolve("job/models/pp-lcnet-x0_5-cifar10").resolve(file);
            Files.copy(bundled, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> options(Start start, Conditions conditions) {
        List<String> options = new ArrayList<>(List.of(
                "--bootstrap-servers",
                start.broker.bootstrapServers(),
                "--input-topic",
                Topics.INPUT,
                "--labels-topic",
                Topics.LABELS,
                "--dead-letters-topic",
                Topics.DEAD_LETTERS,
                "--shed-topic",
                Topics.SHED,
                "--segments-topic",
                Topics.SEGMENTS,
                "--transaction-prefix",
                Topics.TRANSACTION_PREFIX,
                "--delivery",
                start.delivery.toString(),
                "--checkpoint-interval",
                CHECKPOINT_INTERVAL.toMillis() + " ms",
                // A run is short; without this a resubmission would count as another run, and hide what it doubles.
                "--run-id",
                RUN_ID));
        for (String option : conditions.options()) {
            options.add(option.replace(FOLDER, start.folder.toString()));
        }
        options.addAll(start.build.options());
        return options;
    }

    /** In an option of {@link Conditions}: this run's folder. */
    static final String FOLDER = "{folder}";

    /** Submits the job once more, after the last one has ended, and waits until it runs. */
    public void submit(UnaryOperator<Submission> change) throws IOException, InterruptedException {
        job = cluster.submit(build.jar(), change.apply(submission));
        job.awaitRunning(PATIENCE);
    }

    /** Waits until one more checkpoint has completed than had when this was called. */
    public void awaitNextCheckpoint() throws IOException, InterruptedException {
        long before = job.checkpoints().latestId();
        Await.until("the job completes a checkpoint", PATIENCE, () -> {
            try {
                return job.checkpoints().latestId() > before;
            } catch (IOException notNow) {
                return false;
            }
        });
    }

    public Path folder() {
        return folder;
    }

    public Random random() {
        return random;
    }

    public boolean exactlyOnce() {
        return delivery == Delivery.EXACTLY_ONCE;
    }

    public BrokerProcess broker() {
        return broker;
    }

    public Topics topics() {
        return topics;
    }

    public StandaloneCluster cluster() {
        return cluster;
    }

    public ClusterJob job() {
        return job;
    }

    /** Adds a sentence to the run's result. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        closeAll(cluster, zooKeeper, topics, broker);
    }

    private static void closeAll(
            StandaloneCluster cluster, ZooKeeperProcess zooKeeper, Topics topics, BrokerProcess broker) {
        if (cluster != null) {
            cluster.close();
        }
        if (zooKeeper != null) {
            zooKeeper.close();
        }
        if (topics != null) {
            topics.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    /** What has been started so far, to be stopped if the next does not start. */
    private static final class Start {
        private final Path folder;
        private final Build build;
        private final Delivery delivery;
        private final Random random;
        private BrokerProcess broker;
        private Topics topics;
        private ZooKeeperProcess zooKeeper;
        private StandaloneCluster cluster;
        private List<String> options;

        private Start(Path folder, Build build, Delivery delivery, Random random) {
            this.folder = folder;
            this.build = build;
            this.delivery = delivery;
            this.random = random;
        }

        private void close() {
            closeAll(cluster, zooKeeper, topics, broker);
        }
    }
}
