package io.frametag.kafka;

import io.frametag.release.ReleaseMessage;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes what is in the releases' topic as it is: a record that is none must not fail the job. */
final class ReleaseMessages implements KafkaRecordDeserializationSchema<ReleaseMessage> {
    private final String topic;

    /** @param topic the only one: a job that is restored with another goes on reading that of before, too */
    ReleaseMessages(String topic) {
        this.topic = topic;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ReleaseMessage> out) {
        if (record.topic().equals(topic)) {
            out.collect(of(record));
        }
    }

    static ReleaseMessage of(ConsumerRecord<byte[], byte[]> record) {
        return new ReleaseMessage(record.offset(), record.value());
    }

    @Override
    public TypeInformation<ReleaseMessage> getProducedType() {
        return TypeInformation.of(ReleaseMessage.class);
    }
}
