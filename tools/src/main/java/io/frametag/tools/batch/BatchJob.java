package io.frametag.tools.batch;

import io.frametag.TaggingJob;
import io.frametag.config.ConfigException;
import io.frametag.config.JobConfig;
import io.frametag.local.FlinkCluster;
import io.frametag.local.LocalJob;
import io.frametag.model.BadModelException;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.TallyNames;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job on a cluster in this JVM, from a checkpoint or from the beginning, to its end. */
final class BatchJob {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int LOOKS_A_CHECKPOINT = 5;
    private static final int KEPT_CHECKPOINTS = 2;

    private final int slots;
    private final Path checkpoints;
    private final StreamExecutionEnvironment env;
    private final JobConfig config;

    /**
     * Wires the job; nothing runs yet.
     *
     * @param options the job's, all of them
     * @param environment that of this process, for the options that are there
     * @throws CommandFailure if the job cannot be as its options say
     */
    BatchJob(List<String> options, Map<String, String> environment, int slots, Path checkpoints) {
        this.slots = slots;
        this.checkpoints = checkpoints;
        this.env = StreamExecutionEnvironment.getExecutionEnvironment(settings());
        env.setParallelism(slots);
        try {
            this.config = JobConfig.parse(options.toArray(String[]::new), environment);
            TaggingJob.build(env, config);
        } catch (ConfigException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        }
    }

    /** @return the hash of the model's bundle */
    String modelSha256() throws IOException, BadModelException {
        return ModelReference.to(config.model()).load().id().sha256();
    }

    /**
     * Runs it, once.
     *
     * @param from the checkpoint to go on from, which is the job's from now on
     * @return what became of all images, those of earlier attempts among them
     */
    Standing run(Optional<Path> from, Progress progress) throws Exception {
        try (FlinkCluster flink = FlinkCluster.start(slots, settings())) {
            LocalJob job = from.isPresent()
                    ? flink.resume(env.getStreamGraph(), from.get())
                    : flink.submit(env.getStreamGraph());
            finish(job, progress);
            return standing(job);
        }
    }

    private Configuration settings() {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, FlinkCluster.nameOf(checkpoints));
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, KEPT_CHECKPOINTS);
        // How often tasks tell what they have counted.
        settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, LOOK_EVERY);
        settings.setString("metrics.reporter.batch.factory.class", InJvmMetrics.Factory.class.getName());
        return settings;
    }

    private static void finish(LocalJob job, Progress progress) throws Exception {
        long read = 0;
        int still = 0;
        while (true) {
            try {
                job.awaitFinished(LOOK_EVERY);
                return;
            } catch (TimeoutException goesOn) {
                Standing standing = standing(job);
                progress.show(standing);
                still = standing.read() == read && read > 0 ? still + 1 : 0;
                if (still % LOOKS_A_CHECKPOINT == 1) {
                    // All is done, most likely. The end waits for a last checkpoint, and the next may be a minute away.
                    job.checkpointSoon();
                }
                read = standing.read();
            } catch (IllegalStateException e) {
                throw CommandFailure.failed(
                        "The job failed: " + deepest(e).getMessage()
                                + " Once that is mended, the same command goes on from the last checkpoint.",
                        e);
            }
        }
    }

    private static Standing standing(LocalJob job) throws Exception {
        Map<String, Long> counts = job.counts();
        Map<String, Long> rejected = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (name.startsWith(TallyNames.REJECTED)) {
                rejected.put(name.substring(TallyNames.REJECTED.length()), count);
            }
        });
        return new Standing(
                counts.getOrDefault(TallyNames.LABELLED, 0L),
                rejected,
                counts.getOrDefault(TallyNames.ANSWERED_BEFORE, 0L),
                InputSize.now());
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
