package io.frametag.tools.kafka;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records one by one, at once or in one transaction at a time. */
public class RecordWriter implements AutoCloseable {
    protected final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaProducer<byte[], byte[]> transactional;
    private final Set<String> topicsInTransaction = new HashSet<>();

    /** @param transactionalId nobody else's */
    protected RecordWriter(String bootstrapServers, String transactionalId) {
        this.bootstrapServers = bootstrapServers;
        this.producer = producer(Map.of());
        this.transactional = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId));
        transactional.initTransactions();
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @return the last record's offset */
    @SafeVarargs
    public final long write(ProducerRecord<byte[], byte[]>... records) throws Exception {
        long offset = -1;
        for (ProducerRecord<byte[], byte[]> record : records) {
            offset = producer.send(record).get().offset();
        }
        return offset;
    }

    /** Leaves the transaction open. */
    @SafeVarargs
    public final void open(ProducerRecord<byte[], byte[]>... records) throws Exception {
        transactional.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            transactional.send(record).get();
            topicsInTransaction.add(record.topic());
        }
    }

    /** Returns once the open transaction's records can be read: Kafka answers before its markers are written. */
    public void commit() {
        transactional.commitTransaction();
        awaitMarkers();
    }

    /** As {@link #commit}, for records that nobody shall read. */
    public void abort() {
        transactional.abortTransaction();
        awaitMarkers();
    }

    private void awaitMarkers() {
        try (KafkaConsumer<byte[], byte[]> all = consumer(bootstrapServers, "read_uncommitted");
                KafkaConsumer<byte[], byte[]> committed = consumer(bootstrapServers, "read_committed")) {
            for (String topic : topicsInTransaction) {
                List<TopicPartition> partitions = partitions(all, topic);
                while (!committed.endOffsets(partitions).equals(all.endOffsets(partitions))) {
                    Thread.onSpinWait();
                }
            }
        }
        topicsInTransaction.clear();
    }

    protected static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                isolation,
                "enable.auto.commit",
                false,
                "fetch.max.wait.ms",
                10);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    protected static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        transactional.close();
    }
}
