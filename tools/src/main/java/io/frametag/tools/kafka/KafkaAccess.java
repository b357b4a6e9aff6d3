package io.frametag.tools.kafka;

import io.frametag.config.SecretProperties;
import io.frametag.kafka.AccessProblem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Makes clients of one Kafka cluster, and sentences of their failures.
 *
 * @param settings the user's, for any kind of client
 * @param timeout how long a client waits for an answer
 */
public record KafkaAccess(Map<String, Object> settings, Duration timeout) {
    /** What a broker sends at a time, and so about what the client holds: image events are large. */
    private static final int FETCH_BYTES = 16 << 20;

    private static final int PARTITION_FETCH_BYTES = 4 << 20;

    private static final int LARGEST_REQUEST_BYTES = 32 << 20;

    private static final Deserializer<byte[]> DISCARD = new Discard();

    public Admin admin() throws TopicsException {
        try {
            return Admin.create(common());
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /**
     * A consumer without a group that sees what is committed.
     *
     * @param content what of the records it is to have
     */
    public Consumer<byte[], byte[]> consumer(Content content) throws TopicsException {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        config.putAll(common());
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try {
            return new KafkaConsumer<>(
                    config,
                    content == Content.KEY || content == Content.KEY_AND_VALUE ? new ByteArrayDeserializer() : DISCARD,
                    content == Content.VALUE || content == Content.KEY_AND_VALUE
                            ? new ByteArrayDeserializer()
                            : DISCARD);
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /**
     * A producer that keeps what is acknowledged, once and in order. It sends each record in a batch of its own, so that one
     * that the broker refuses takes no other with it.
     */
    public Producer<byte[], byte[]> producer() throws TopicsException {
        Map<String, Object> config = new HashMap<>();
        int millis = Math.toIntExact(timeout.toMillis());
        // Encoded images do not get smaller.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        // The topic's own limit is to decide what fits.
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * LARGEST_REQUEST_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * millis);
        config.putAll(common());
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 0);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        try {
            return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private Map<String, Object> common() {
        Map<String, Object> config = new HashMap<>();
        int millis = Math.toIntExact(timeout.toMillis());
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "frametag");
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
        config.putAll(settings);
        return config;
    }

    public String servers() {
        return String.valueOf(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** @return what went wrong, where and what to do, in a sentence */
    public TopicsException failure(KafkaException e) {
        Optional<String> refused = AccessProblem.of(settings, e);
        if (refused.isPresent()) {
            return new TopicsException(refused.get(), e);
        }
        String kafka = "Kafka at " + servers();
        String reason = SecretProperties.hide(reason(e), settings);
        if (e instanceof TimeoutException) {
            return unreachable(e);
        } else if (e instanceof AuthenticationException) {
            return new TopicsException(kafka + " and this client do not accept each other: " + reason, e);
        } else if (e instanceof AuthorizationException) {
            return new TopicsException(kafka + " does not allow this: " + reason, e);
        } else if (e instanceof ConfigException || e.getCause() instanceof ConfigException) {
            return new TopicsException("The settings for " + kafka + " cannot be used: " + reason, e);
        }
        return new TopicsException(kafka + " failed: " + reason, e);
    }

    public TopicsException unreachable(Exception cause) {
        return new TopicsException(
                "Kafka at " + servers() + " gave no answer within " + timeout.toSeconds()
                        + " s: check that it runs, and that the address and the security settings are right.",
                cause);
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /** Of the settings the names alone: values may be secrets. */
    @Override
    public String toString() {
        return "KafkaAccess" + settings.keySet();
    }

    private static final class Discard implements Deserializer<byte[]> {
        @Override
        public byte[] deserialize(String topic, byte[] data) {
            return null;
        }

        @Override
        public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
            return null;
        }
    }
}
