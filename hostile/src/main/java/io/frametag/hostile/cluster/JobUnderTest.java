package io.frametag.hostile.cluster;

import io.frametag.bench.load.EventTopics;
import io.frametag.faults.Build;
import io.frametag.standalone.BrokerProcess;
import io.frametag.standalone.ClusterException;
import io.frametag.standalone.ClusterJob;
import io.frametag.standalone.ClusterSettings;
import io.frametag.standalone.FlinkHome;
import io.frametag.standalone.JvmProcess;
import io.frametag.standalone.StandaloneCluster;
import io.frametag.standalone.Submission;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.verify.Report;
import io.frametag.tools.verify.Verification;
import io.frametag.tools.verify.VerificationRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** A broker, a JobManager and one TaskManager as separate JVMs, and the job on them. One thread only. */
public final class JobUnderTest implements AutoCloseable {
    private static final String RECORDS = "kafka";
    private static final String RUN_ID = "hostile";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MEBIBYTE = 1 << 20;

    private final Path folder;
    private final MemoryPlan memory;
    private final BrokerProcess broker;
    private final StandaloneCluster cluster;
    private final EventTopics topics;
    private final ClusterJob job;

    private JobUnderTest(
            Path folder,
            MemoryPlan memory,
            BrokerProcess broker,
            StandaloneCluster cluster,
            EventTopics topics,
            ClusterJob job) {
        this.folder = folder;
        this.memory = memory;
        this.broker = broker;
        this.cluster = cluster;
        this.topics = topics;
        this.job = job;
    }

    /**
     * Starts all of it, with the settings that the project ships, and waits until the job runs.
     *
     * @param project the project's root folder
     * @param folder gets everything that the processes write
     * @param name begins the topics' names
     * @param build the job, with further options
     * @param slots and input partitions
     */
    public static JobUnderTest start(Path project, Path folder, String name, Build build, MemoryPlan memory, int slots)
            throws IOException, InterruptedException {
        Path absolute = folder.toAbsolutePath();
        BrokerProcess broker = BrokerProcess.start(absolute.resolve(RECORDS), absolute.resolve("log"));
        StandaloneCluster cluster = null;
        try {
            EventTopics topics = EventTopics.create(broker.bootstrapServers(), name, slots);
            cluster = StandaloneCluster.start(FlinkHome.of(project), settings(project, absolute, memory, slots), 1);
            Submission submission = Submission.of(slots, options(topics, build));
            if (!build.mainClass().isEmpty()) {
                submission = submission.withEntryClass(build.mainClass());
            }
            ClusterJob job = cluster.submit(build.jar(), submission);
            job.awaitRunning(PATIENCE);
            return new JobUnderTest(absolute, memory, broker, cluster, topics, job);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (cluster != null) {
                cluster.close();
            }
            broker.close();
            throw e;
        }
    }

    private static ClusterSettings settings(Path project, Path folder, MemoryPlan memory, int slots) {
        return ClusterSettings.shipped(project, folder)
                .with("taskmanager.numberOfTaskSlots", Integer.toString(slots))
                .with("taskmanager.memory.process.size", memory.processMebibytes() + "m")
                .with("taskmanager.memory.task.off-heap.size", memory.nativeMebibytes() + "m");
    }

    private static List<String> options(EventTopics topics, Build build) {
        List<String> options = new ArrayList<>(List.of(
                "--bootstrap-servers",
                topics.bootstrapServers(),
                "--input-topic",
                topics.input(),
                "--labels-topic",
                topics.labels(),
                "--dead-letters-topic",
                topics.deadLetters(),
                "--group-id",
                topics.outputs(),
                "--run-id",
                RUN_ID));
        options.addAll(build.options());
        return options;
    }

    public EventTopics topics() {
        return topics;
    }

    public ClusterJob job() {
        return job;
    }

    /** @return as Flink's REST interface calls them */
    public NativeHandleGauge handles() {
        return new NativeHandleGauge(cluster.rest(), job);
    }

    /** @return the process that decodes and infers */
    public JvmProcess taskManager() {
        return cluster.taskManagers().values().iterator().next();
    }

    public MemoryPlan memory() {
        return memory;
    }

    /** @return where logs are, the decoders' own complaints on standard error among them */
    public Path logs() {
        return folder.resolve("log");
    }

    /** @return a sentence for each process that has ended, and one if the job has failed or restarted; empty if all is well */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        for (JvmProcess process : List.of(broker.process(), cluster.jobManager(), taskManager())) {
            try {
                process.mustBeAlive();
            } catch (ClusterException e) {
                troubles.add(e.getMessage());
            }
        }
        if (troubles.isEmpty()) {
            try {
                List<String> failures = job.failures();
                if (!failures.isEmpty()) {
                    troubles.add("The job has failed and restarted: " + causes(failures.get(0)));
                }
            } catch (IOException e) {
                // An answer too late is none of the job's faults; a JobManager that is gone is seen above.
            }
        }
        return troubles;
    }

    /** @return a stack trace without its frames */
    private static String causes(String trace) {
        return String.join(
                " ",
                trace.lines()
                        .filter(line -> !line.startsWith("\t"))
                        .map(String::strip)
                        .toList());
    }

    /** @return what a consumer downstream gets to see of all inputs so far */
    public Report verify() throws TopicsException {
        return Verification.run(
                VerificationRequest.everything(topics.bootstrapServers())
                        .ofTopics(topics.input(), topics.labels(), topics.deadLetters())
                        .ofRun(RUN_ID),
                ScanProgress.NONE);
    }

    /** @return the TaskManager's limit in bytes, heap and all */
    public long residentLimit() {
        return (long) memory.processMebibytes() * MEBIBYTE;
    }

    /** Deletes what went through the topics: gigabytes, of which nobody needs any after a run in which all was well. */
    public static void deleteRecords(Path folder) throws IOException {
        Utils.delete(folder.resolve(RECORDS).toFile());
    }

    @Override
    public void close() {
        cluster.close();
        broker.close();
    }
}
