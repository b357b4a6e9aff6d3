package io.frametag.kafka;

import io.frametag.config.Delivery;
import io.frametag.config.DeliveryConfig;
import io.frametag.config.KafkaConfig;
import io.frametag.model.ModelId;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * One sink for labels and dead letters: under exactly-once both become visible by one transaction, so that no reader ever
 * sees a checkpoint's labels without its dead letters.
 */
public final class OutcomeSink {
    /** Above the largest input record: a dead letter adds headers to it. */
    static final int DEAD_LETTER_OVERHEAD_BYTES = 64 << 10;

    private OutcomeSink() {}

    public static KafkaSink<Outcome> of(
            KafkaConfig kafka, DeliveryConfig delivery, ModelId model, String runId, Clock clock) {
        Properties producer = new Properties();
        // Enough for a batch of one large dead letter; labels are some 500 bytes.
        int largest = Math.addExact(kafka.maxRecordBytes(), DEAD_LETTER_OVERHEAD_BYTES);
        producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(largest));
        producer.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(Math.max(32L << 20, 2L * largest)));
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        kafka.properties().forEach(producer::setProperty);
        // Last, so that no property undoes them: what is acknowledged is kept, once, and in order.
        producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        producer.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        producer.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(delivery.transactionTimeout().toMillis()));
        return KafkaSink.<Outcome>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(
                        delivery.guarantee() == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix(delivery.transactionPrefix())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new OutcomeRecords(kafka, largest, model, runId, clock))
                .build();
    }
}
