package io.frametag.tools;

import io.frametag.local.EmbeddedKafka;
import io.frametag.local.FlinkCluster;
import io.frametag.local.LocalJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * A broker, a cluster and the running job in this JVM, with the topics that the job uses under their default names, one
 * partition each: all that a command needs to show what the job does, with nothing installed.
 *
 * <p>What is in the topics is gone when it is closed, or the JVM ends. Thread-safe.
 */
public final class LocalSystem implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final TemporaryFolder folder;
    private EmbeddedKafka kafka;
    private FlinkCluster flink;
    private LocalJob job;

    private LocalSystem(TemporaryFolder folder) {
        this.folder = folder;
    }

    /** @param maxImageBytes the largest image that the topics and the job take, at most 16 MiB */
    public static LocalSystemBuilder forImagesUpTo(int maxImageBytes) {
        return new LocalSystemBuilder(maxImageBytes);
    }

    /**
     * @param folder closed with the system
     * @param topics get each of the properties, by Kafka's names
     */
    static LocalSystem start(
            TemporaryFolder folder,
            int port,
            int maxMessageBytes,
            List<String> topics,
            Map<String, String> properties,
            StreamGraph graph)
            throws Exception {
        LocalSystem system = new LocalSystem(folder);
        try {
            system.kafka = EmbeddedKafka.start(
                    folder.path().resolve("kafka"),
                    port,
                    maxMessageBytes,
                    Map.of("log.retention.check.interval.ms", "5000"));
            for (String topic : topics) {
                system.kafka.createTopic(topic, 1, properties);
            }
            String flinks = folder.path().resolve("flink").toString();
            system.flink =
                    FlinkCluster.start(1, Configuration.fromMap(Map.of("io.tmp.dirs", flinks, "web.tmpdir", flinks)));
            system.job = system.flink.submit(graph);
            system.awaitRunning();
            return system;
        } catch (Exception e) {
            system.close();
            throw e;
        }
    }

    private void awaitRunning() throws Exception {
        try {
            job.awaitRunning(START);
        } catch (IllegalStateException e) {
            throw failed(e);
        } catch (TimeoutException e) {
            throw CommandFailure.failed(
                    "The job did not start within " + START.toSeconds() + " s: is this machine busy? Try again.", e);
        }
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** @return how clients reach the broker, by Kafka's names */
    public Map<String, Object> client() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    }

    /** @throws CommandFailure with the reason once the job has failed for good */
    public void requireAlive() {
        job.failure().ifPresent(failure -> {
            throw failed(failure);
        });
    }

    /** @param told in a thread of the cluster's, should the job fail for good: {@link #requireAlive} then has the reason */
    public void whenFailed(Runnable told) {
        job.whenFailed(told);
    }

    /**
     * For who hears of Ctrl-C and then closes this: from now on a JVM that ends waits for that, for 15 s at most. Otherwise the
     * topics go at once.
     */
    public void keepUntilClosed() {
        folder.keepUntilClosed(PATIENCE);
    }

    /** Ends the job where it stands, if it has not ended. Broker and cluster go on. */
    public void cancel() {
        try {
            if (!job.status().isGloballyTerminalState()) {
                job.cancel();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception endedMeanwhile) {
            // Which is what is wanted.
        }
    }

    /**
     * Ends the job as if its topics had ended where it has got to: open segments are closed, and all that it has made is in the
     * topics. Broker and cluster go on.
     *
     * @throws CommandFailure if the job fails first
     */
    public void drain() throws Exception {
        try {
            job.drain(folder.path().resolve("savepoint"));
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /** Ends the job, the cluster and the broker, and deletes the topics. */
    @Override
    public void close() {
        // A cluster that is closed around a running job takes that for a failure, and logs it.
        if (job != null) {
            cancel();
        }
        if (flink != null) {
            flink.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        folder.close();
    }

    private static CommandFailure failed(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return CommandFailure.failed("The job failed: " + cause.getMessage(), failure);
    }
}
