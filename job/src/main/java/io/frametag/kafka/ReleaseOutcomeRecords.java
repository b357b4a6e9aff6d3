package io.frametag.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Outcomes of releases, in their wire format already, in the order of their run. */
final class ReleaseOutcomeRecords implements KafkaRecordSerializationSchema<byte[]> {
    private final String topic;
    private final byte[] key;

    ReleaseOutcomeRecords(String topic, String runId) {
        this.topic = topic;
        this.key = runId.getBytes(UTF_8);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(byte[] outcome, KafkaSinkContext sink, Long timestamp) {
        return new ProducerRecord<>(topic, key, outcome);
    }
}
