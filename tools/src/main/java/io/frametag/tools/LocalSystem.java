package io.frametag.tools;

import io.frametag.local.EmbeddedKafka;
import io.frametag.local.FlinkCluster;
import io.frametag.local.LocalJob;
import io.frametag.local.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Utils;

/**
 * A broker, a cluster and the running job in this JVM, with the topics that the job uses under their default names, one
 * partition each: all that a command needs to show what the job does, with nothing installed.
 *
 * <p>What is in the topics is gone when it is closed, or the JVM ends. Thread-safe.
 */
public final class LocalSystem implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final Thread cleanup;
    private final EmbeddedKafka kafka;
    private final FlinkCluster flink;
    private final LocalJob job;

    private LocalSystem(Path folder, Thread cleanup, EmbeddedKafka kafka, FlinkCluster flink, LocalJob job) {
        this.folder = folder;
        this.cleanup = cleanup;
        this.kafka = kafka;
        this.flink = flink;
        this.job = job;
    }

    /** @param maxImageBytes the largest image that the topics and the job take, at most 16 MiB */
    public static Builder forImagesUpTo(int maxImageBytes) {
        return new Builder(maxImageBytes);
    }

    /** What is to be started. */
    public static final class Builder {
        private final int maxImageBytes;
        private final List<String> jobOptions = new ArrayList<>();

        private Builder(int maxImageBytes) {
            this.maxImageBytes = maxImageBytes;
        }

        /** @param bundle the model's folder; null for the bundled model */
        public Builder model(String bundle) {
            return bundle == null ? this : jobOptions(List.of("--model", bundle));
        }

        /** @param options of the job (docs/options.md), as on its command line, such as {@code --emit both} */
        public Builder jobOptions(List<String> options) {
            jobOptions.addAll(options);
            return this;
        }

        /**
         * Returns when the job runs. Options and model are looked at before anything is started.
         *
         * @throws CommandFailure if an option or the model is wrong, or the job does not start
         */
        public LocalSystem start() throws Exception {
            int port = LoopbackPorts.free();
            LocalJobOptions options = LocalJobOptions.of("127.0.0.1:" + port, maxImageBytes, jobOptions);
            StreamGraph graph = options.job();
            Path folder = Files.createTempDirectory("frametag-");
            Thread cleanup = new Thread(() -> delete(folder), "local-system-cleanup");
            Runtime.getRuntime().addShutdownHook(cleanup);
            EmbeddedKafka kafka = null;
            FlinkCluster flink = null;
            LocalJob job = null;
            try {
                kafka = EmbeddedKafka.start(
                        folder.resolve("kafka"), port, FrameProducer.maxMessageBytes(maxImageBytes), Map.of());
                for (String topic : options.topics()) {
                    kafka.createTopic(topic, 1, Map.of());
                }
                flink = FlinkCluster.start(1, new Configuration());
                job = flink.submit(graph);
                awaitRunning(job);
                return new LocalSystem(folder, cleanup, kafka, flink, job);
            } catch (Exception e) {
                close(folder, cleanup, kafka, flink, job);
                throw e;
            }
        }

        private static void awaitRunning(LocalJob job) throws Exception {
            try {
                job.awaitRunning(START);
            } catch (IllegalStateException e) {
                throw failed(e);
            } catch (TimeoutException e) {
                throw CommandFailure.failed(
                        "The job did not start within " + START.toSeconds() + " s: is this machine busy? Try again.",
                        e);
            }
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

    /** Ends the job where it stands, if it has not ended. Broker and cluster go on. */
    public void cancel() {
        cancel(job);
    }

    /**
     * Ends the job as if its topics had ended where it has got to: open segments are closed, and all that it has made is in the
     * topics. Broker and cluster go on.
     *
     * @throws CommandFailure if the job fails first
     */
    public void drain() throws Exception {
        try {
            job.drain(folder.resolve("savepoint"));
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /** Ends the job, the cluster and the broker, and deletes the topics. */
    @Override
    public void close() {
        close(folder, cleanup, kafka, flink, job);
    }

    private static void cancel(LocalJob job) {
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

    private static void close(Path folder, Thread cleanup, EmbeddedKafka kafka, FlinkCluster flink, LocalJob job) {
        // A cluster that is closed around a running job takes that for a failure, and logs it.
        if (job != null) {
            cancel(job);
        }
        if (flink != null) {
            flink.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (delete(folder)) {
            try {
                Runtime.getRuntime().removeShutdownHook(cleanup);
            } catch (IllegalStateException e) {
                // It is running, or has run.
            }
        }
    }

    private static boolean delete(Path folder) {
        try {
            Utils.delete(folder.toFile());
            return true;
        } catch (IOException stillInUse) {
            // Untidy, not wrong; the hook at the JVM's end tries once more.
            return false;
        }
    }

    private static CommandFailure failed(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return CommandFailure.failed("The job failed: " + cause.getMessage(), failure);
    }
}
