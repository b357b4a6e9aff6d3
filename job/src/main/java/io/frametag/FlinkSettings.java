package io.frametag;

import io.frametag.config.ConfigException;
import io.frametag.config.DeliveryConfig;
import io.frametag.config.JobConfig;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What the job asks of Flink: some things always, since it is wrong without them, and some unless the cluster's own
 * configuration has settled them.
 */
final class FlinkSettings {
    /** As Flink writes it. */
    private static final String NO_HIGH_AVAILABILITY = "NONE";

    private FlinkSettings() {}

    /** @throws ConfigException if the settings contradict each other or the job's needs */
    static void apply(StreamExecutionEnvironment env, JobConfig config) {
        ReadableConfig cluster = env.getConfiguration();
        if (!cluster.get(PipelineOptions.OPERATOR_CHAINING)) {
            throw new ConfigException(
                    PipelineOptions.OPERATOR_CHAINING.key() + " is false in Flink's configuration: pixels"
                            + " pass from operator to operator by reference, so that the operators must be chained. Remove it.");
        }
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        // A bounded run too: batch mode has no checkpoints, and with them no exactly-once and no restart.
        settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        // A bounded run's last outcomes and offsets are committed with a checkpoint behind its end.
        settings.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, true);
        settings.set(PipelineOptions.MAX_PARALLELISM, config.maxParallelism());
        config.parallelism().ifPresent(env::setParallelism);
        Duration timeout = checkpoints(cluster, config, settings);
        config.fetch().ifPresent(fetch -> fetch.checkIsShorterThan(timeout));
        restarts(cluster, config.delivery(), settings);
        env.configure(settings);
    }

    /**
     * @return whether the job begins without state for certain. Where the main class runs on the cluster and that is highly
     *     available, it may be run again for a job that has some.
     */
    static boolean startsAnew(ReadableConfig cluster) {
        boolean onTheCluster = EmbeddedExecutor.NAME.equals(cluster.get(DeploymentOptions.TARGET));
        boolean highlyAvailable = !NO_HIGH_AVAILABILITY.equalsIgnoreCase(cluster.get(HighAvailabilityOptions.HA_MODE));
        return !isRestored(cluster) && !(onTheCluster && highlyAvailable);
    }

    /** @return whether the job was submitted with a state to begin with */
    static boolean isRestored(ReadableConfig cluster) {
        return cluster.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent();
    }

    /** @return for how long a checkpoint may take */
    private static Duration checkpoints(ReadableConfig cluster, JobConfig config, Configuration settings) {
        DeliveryConfig delivery = config.delivery();
        Duration interval =
                settle(cluster, settings, CheckpointingOptions.CHECKPOINTING_INTERVAL, delivery.checkpointInterval());
        Duration timeout =
                settle(cluster, settings, CheckpointingOptions.CHECKPOINTING_TIMEOUT, delivery.checkpointTimeout());
        if (interval.isZero() || interval.isNegative()) {
            throw new ConfigException("The checkpoint interval is 0: without checkpoints a failure loses labels. Set"
                    + " --checkpoint-interval, or execution.checkpointing.interval in Flink's configuration.");
        }
        if (config.outputFiles().isEmpty()) {
            delivery.checkTransactionOutlives(interval, timeout);
        }
        return timeout;
    }

    private static void restarts(ReadableConfig cluster, DeliveryConfig delivery, Configuration settings) {
        if (cluster.getOptional(RestartStrategyOptions.RESTART_STRATEGY).isPresent()) {
            return;
        }
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, delivery.restartAttempts());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofMinutes(1));
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, Duration.ofHours(1));
    }

    private static <T> T settle(ReadableConfig cluster, Configuration settings, ConfigOption<T> option, T ours) {
        T settled = cluster.getOptional(option).orElse(ours);
        settings.set(option, settled);
        return settled;
    }
}
