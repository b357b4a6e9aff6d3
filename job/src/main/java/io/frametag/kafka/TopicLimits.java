package io.frametag.kafka;

import io.frametag.config.ConfigException;
import io.frametag.config.KafkaConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each output topic refuses, asked of the brokers. */
final class TopicLimits {
    private static final Logger LOG = LoggerFactory.getLogger(TopicLimits.class);
    private static final int TIMEOUT_MILLIS = 30_000;
    /** What a broker does when nobody has set anything. */
    private static final TopicLimit BROKER_DEFAULT = new TopicLimit(1_048_588, Long.MAX_VALUE, 3_600_000);
    /** A dead letter's coordinates and reason must fit. */
    private static final int SMALLEST_RECORD_BYTES = 16 << 10;

    private final Map<String, TopicLimit> limits = new HashMap<>();
    private final List<String> compacted = new ArrayList<>();

    private TopicLimits() {}

    /**
     * @param largestRequest the producer's own limit in bytes
     * @throws ConfigException if a topic cannot take what the job writes, however it is fitted
     * @throws IllegalStateException if the brokers do not answer
     */
    static TopicLimits ask(KafkaConfig kafka, int largestRequest) {
        TopicLimits limits = ask(kafka, largestRequest, List.of(kafka.labelsTopic(), kafka.deadLettersTopic()));
        for (String topic : limits.compacted) {
            throw new ConfigException(
                    "Topic " + topic + " has cleanup.policy=compact: outcomes of one stream share a key,"
                            + " and all but the last would be deleted. Set it to delete.");
        }
        return limits;
    }

    /**
     * The same of other topics, compacted or not.
     *
     * @throws ConfigException if a topic cannot take what the job writes, however it is fitted
     * @throws IllegalStateException if the brokers do not answer
     */
    static TopicLimits ask(KafkaConfig kafka, int largestRequest, List<String> topics) {
        Properties properties = kafka.clientProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        TopicLimits limits = new TopicLimits();
        try (Admin admin = Admin.create(properties)) {
            for (String topic : topics) {
                TopicLimit limit = limits.limit(admin, topic);
                limits.limits.put(
                        topic,
                        new TopicLimit(
                                Math.min(largestRequest, limit.maxRecordBytes()),
                                limit.timestampBeforeMaxMillis(),
                                limit.timestampAfterMaxMillis()));
            }
        }
        return limits;
    }

    TopicLimit of(String topic) {
        return limits.get(topic);
    }

    private TopicLimit limit(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return parse(
                    topic, admin.describeConfigs(List.of(resource)).all().get().get(resource));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                LOG.warn("There is no topic {} yet: it must be created, or the brokers must create it.", topic);
                return BROKER_DEFAULT;
            }
            if (e.getCause() instanceof AuthorizationException) {
                LOG.warn(
                        "Topic {}: the job may not describe its configuration, and takes the brokers' defaults. Larger"
                                + " dead letters are shortened to fit.",
                        topic);
                return BROKER_DEFAULT;
            }
            throw new IllegalStateException(
                    "The brokers do not say what topic " + topic + " takes: "
                            + e.getCause().getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for the limits of topic " + topic, e);
        }
    }

    private TopicLimit parse(String topic, Config config) {
        if (text(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            compacted.add(topic);
        }
        int bytes = Integer.parseInt(text(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
        if (bytes < SMALLEST_RECORD_BYTES) {
            throw new ConfigException("Topic " + topic + " has max.message.bytes=" + bytes + ": an outcome needs up to "
                    + SMALLEST_RECORD_BYTES + ".");
        }
        return new TopicLimit(
                bytes,
                // Brokers before Kafka 3.6 do not have these two.
                number(
                        config,
                        TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                        BROKER_DEFAULT.timestampBeforeMaxMillis()),
                number(
                        config,
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        BROKER_DEFAULT.timestampAfterMaxMillis()));
    }

    private static long number(Config config, String name, long otherwise) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null ? otherwise : Long.parseLong(entry.value());
    }

    private static String text(Config config, String name) {
        ConfigEntry entry = config.get(name);
        if (entry == null || entry.value() == null) {
            throw new IllegalStateException("The brokers do not say what " + name + " is.");
        }
        return entry.value();
    }
}
