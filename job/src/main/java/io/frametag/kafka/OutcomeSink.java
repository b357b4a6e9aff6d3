package io.frametag.kafka;

import io.frametag.config.ConfigException;
import io.frametag.config.Delivery;
import io.frametag.config.DeliveryConfig;
import io.frametag.config.KafkaConfig;
import io.frametag.model.ModelId;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * One sink for labels, dead letters and shed frames: under exactly-once all become visible by one transaction, so that no
 * reader ever sees a checkpoint's labels without its dead letters.
 */
public final class OutcomeSink {
    /** The topics' own limits are to decide what fits, and records larger than --max-image-bytes can be dead letters. */
    private static final int LARGEST_REQUEST_BYTES = 32 << 20;

    private OutcomeSink() {}

    public static Sink<Outcome> of(
            KafkaConfig kafka, DeliveryConfig delivery, ModelId model, String runId, Clock clock) {
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
        KafkaSink<Outcome> sink = KafkaSink.<Outcome>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(
                        delivery.guarantee() == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix(delivery.transactionPrefix())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new OutcomeRecords(kafka, largestRequest(producer), model, runId, clock))
                .build();
        return ReleasingSink.of(sink, delivery.longestHold(), clock);
    }

    /** What the producer takes, after somebody may have set it by {@code kafka.} properties. */
    private static int largestRequest(Properties producer) {
        long request = number(producer, ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return (int) Math.min(request, number(producer, ProducerConfig.BUFFER_MEMORY_CONFIG));
    }

    private static long number(Properties properties, String name) {
        String text = properties.getProperty(name);
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new ConfigException("--kafka." + name + " is '" + text + "': it must be a number of bytes.");
        }
    }
}
