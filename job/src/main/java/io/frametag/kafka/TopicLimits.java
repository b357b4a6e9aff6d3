package io.frametag.kafka;

import io.frametag.config.KafkaConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How large a record each output topic takes: its {@code max.message.bytes}, or the producer's limit if that is lower. */
final class TopicLimits {
    private static final Logger LOG = LoggerFactory.getLogger(TopicLimits.class);
    private static final int TIMEOUT_MILLIS = 15_000;
    /** What a broker lets pass when nobody has set anything. */
    private static final int BROKER_DEFAULT_BYTES = 1_048_588;

    private final Map<String, Integer> limits = new HashMap<>();

    private TopicLimits() {}

    static TopicLimits ask(KafkaConfig kafka, int largestRequest) {
        Properties properties = kafka.clientProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        TopicLimits limits = new TopicLimits();
        try (Admin admin = Admin.create(properties)) {
            for (String topic : List.of(kafka.labelsTopic(), kafka.deadLettersTopic())) {
                limits.limits.put(topic, Math.min(largestRequest, limit(admin, topic)));
            }
        }
        return limits;
    }

    int of(String topic) {
        return limits.get(topic);
    }

    private static int limit(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            ConfigEntry entry = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return Integer.parseInt(entry.value());
        } catch (ExecutionException e) {
            // No such topic yet, or no right to ask. Whatever the broker does by default is what it will hold us to.
            LOG.warn(
                    "Topic {}: its max.message.bytes is not known ({}); taking the broker's default of {} bytes. Larger"
                            + " dead letters are shortened to fit.",
                    topic,
                    e.getCause().getMessage(),
                    BROKER_DEFAULT_BYTES);
            return BROKER_DEFAULT_BYTES;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for the limits of topic " + topic, e);
        }
    }
}
