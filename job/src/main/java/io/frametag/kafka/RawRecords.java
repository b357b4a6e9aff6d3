package io.frametag.kafka;

import io.frametag.pipeline.Origin;
import io.frametag.pipeline.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes Kafka's records as they are. Nothing is decoded here, since a source can only drop a bad record or fail. */
final class RawRecords implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final Origin.Header[] NO_HEADERS = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
        Origin origin = new Origin(
                record.topic(), record.partition(), record.offset(), record.timestamp(), record.key(), headers(record));
        out.collect(new RawRecord(origin, record.value()));
    }

    private static Origin.Header[] headers(ConsumerRecord<?, ?> record) {
        List<Origin.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new Origin.Header(header.key(), header.value()));
        }
        return headers.toArray(NO_HEADERS);
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return TypeInformation.of(RawRecord.class);
    }
}
