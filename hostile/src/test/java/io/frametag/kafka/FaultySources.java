package io.frametag.kafka;

import io.frametag.config.KafkaConfig;
import io.frametag.pipeline.RawRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bytedeco.javacpp.Pointer;

/** Sources that do on one record what a bug in a decoder would do. */
public final class FaultySources {
    /** Of partition 0: a damaged image; behind it comes a good frame. */
    public static final long OFFSET = 13;

    /** What is done. */
    public enum Fault {
        /** The record has no outcome. */
        LOSES,
        /** The process ends on it, as native code that reads beyond its memory does. */
        HALTS,
        /** The good frame behind it is taken for the first good frame. */
        MIXES_UP,
        /** Native memory is taken for it, and freed again, with which the TaskManager has more than it may. */
        HOARDS
    }

    private FaultySources() {}

    public static KafkaSource<RawRecord> of(KafkaConfig config, Fault fault) {
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(config.bootstrapServers())
                .setTopics(config.inputTopics().names())
                .setGroupId(config.groupId())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new FaultyRecords(fault))
                .build();
    }

    private static final class FaultyRecords implements KafkaRecordDeserializationSchema<RawRecord> {
        private static final int ABORTED = 134;
        /** The settings that the project ships allow 2,816 MiB, of which the process has more than 400 before its first record. */
        private static final long TOO_MANY_BYTES = 2_500L << 20;

        private final RawRecords records = new RawRecords();
        private final Fault fault;
        private byte[] first;

        FaultyRecords(Fault fault) {
            this.fault = fault;
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) throws IOException {
            if (first == null) {
                first = record.value();
            }
            boolean here = record.partition() == 0 && record.offset() == OFFSET;
            if (here && fault == Fault.LOSES) {
                return;
            }
            if (here && fault == Fault.HALTS) {
                Runtime.getRuntime().halt(ABORTED);
            }
            if (here && fault == Fault.HOARDS) {
                hoard();
            }
            boolean behind = record.partition() == 0 && record.offset() == OFFSET + 1;
            records.deserialize(behind && fault == Fault.MIXES_UP ? withValue(record, first) : record, out);
        }

        /** Memory is a process's own only once something is written to it. */
        private static void hoard() {
            Pointer memory = Pointer.malloc(TOO_MANY_BYTES);
            Pointer.memset(memory, 1, TOO_MANY_BYTES);
            Pointer.free(memory);
        }

        private static ConsumerRecord<byte[], byte[]> withValue(ConsumerRecord<byte[], byte[]> record, byte[] value) {
            return new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.key(), value);
        }

        @Override
        public TypeInformation<RawRecord> getProducedType() {
            return records.getProducedType();
        }
    }
}
