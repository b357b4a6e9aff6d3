package io.frametag.kafka;

import io.frametag.config.ConfigException;
import io.frametag.config.Delivery;
import io.frametag.config.DeliveryConfig;
import io.frametag.config.KafkaConfig;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the job's sinks produce: the same guarantee, limits and settings for each. */
final class SinkProducer {
    /** The topics' own limits are to decide what fits, and records larger than --max-image-bytes can be dead letters. */
    private static final int LARGEST_REQUEST_BYTES = 32 << 20;

    private final KafkaConfig kafka;
    private final DeliveryConfig delivery;
    private final Properties properties;

    private SinkProducer(KafkaConfig kafka, DeliveryConfig delivery, Properties properties) {
        this.kafka = kafka;
        this.delivery = delivery;
        this.properties = properties;
    }

    static SinkProducer of(KafkaConfig kafka, DeliveryConfig delivery) {
        Properties producer = new Properties();
        int largest = Math.max(LARGEST_REQUEST_BYTES, Math.addExact(kafka.maxRecordBytes(), kafka.maxRecordBytes()));
        producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(largest));
        // Allocated as it is needed.
        producer.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(2L * largest));
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        kafka.properties().forEach(producer::setProperty);
        // Last, so that no property undoes them: what is acknowledged is kept, once, and in order.
        producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        producer.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        producer.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(delivery.transactionTimeout().toMillis()));
        return new SinkProducer(kafka, delivery, producer);
    }

    /**
     * Still to be wrapped in a {@link ReleasingSink}.
     *
     * @param transactionPrefix begins the transactional ids; another for each sink
     */
    <T> KafkaSink<T> sink(String transactionPrefix, KafkaRecordSerializationSchema<T> records) {
        return this.<T>builder(records)
                .setDeliveryGuarantee(
                        delivery.guarantee() == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix(transactionPrefix)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .build();
    }

    /** The same for what is to be read at once, and may come twice. */
    <T> KafkaSink<T> atLeastOnce(KafkaRecordSerializationSchema<T> records) {
        return this.<T>builder(records)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    private <T> KafkaSinkBuilder<T> builder(KafkaRecordSerializationSchema<T> records) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setKafkaProducerConfig(properties)
                .setRecordSerializer(records);
    }

    /** What the producer takes in bytes, after somebody may have set it by {@code kafka.} properties. */
    int largestRequest() {
        long request = number(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return (int) Math.min(request, number(ProducerConfig.BUFFER_MEMORY_CONFIG));
    }

    private long number(String name) {
        String text = properties.getProperty(name);
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new ConfigException("--kafka." + name + " is '" + text + "': it must be a number of bytes.");
        }
    }
}
