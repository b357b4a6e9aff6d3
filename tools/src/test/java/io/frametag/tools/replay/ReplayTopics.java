package io.frametag.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.local.EmbeddedKafka;
import io.frametag.schema.DeadLetterHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An input topic and its dead letters, which are written as the job writes them. */
final class ReplayTopics implements AutoCloseable {
    private static final long TIMESTAMP = 1_700_000_000_000L;

    final String input;
    final String deadLetters;
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaProducer<byte[], byte[]> transactional;

    ReplayTopics(EmbeddedKafka kafka, String name, Map<String, String> inputConfig, Map<String, String> lettersConfig)
            throws Exception {
        this.input = name + "-in";
        this.deadLetters = name + "-dead";
        this.bootstrapServers = kafka.bootstrapServers();
        kafka.createTopic(input, 3, inputConfig);
        kafka.createTopic(deadLetters, 1, lettersConfig);
        this.producer = producer(Map.of());
        this.transactional = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name));
        transactional.initTransactions();
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A dead letter without key and headers. */
    ProducerRecord<byte[], byte[]> letter(int partition, long offset, String reason, String value) {
        return letter(plain(value), partition, offset, reason);
    }

    ProducerRecord<byte[], byte[]> plain(String value) {
        return new ProducerRecord<>(deadLetters, 0, TIMESTAMP, null, value == null ? null : value.getBytes(UTF_8));
    }

    /** @param rejected what the input was, own headers included; its headers are added to */
    ProducerRecord<byte[], byte[]> letter(
            ProducerRecord<byte[], byte[]> rejected, int partition, long offset, String reason) {
        add(rejected, DeadLetterHeaders.TOPIC, input);
        add(rejected, DeadLetterHeaders.PARTITION, Integer.toString(partition));
        add(rejected, DeadLetterHeaders.OFFSET, Long.toString(offset));
        add(rejected, DeadLetterHeaders.STAGE, "decode");
        add(rejected, DeadLetterHeaders.EXCEPTION_CLASS, "io.frametag.image.BadImageException");
        add(rejected, DeadLetterHeaders.EXCEPTION_MESSAGE, "It is bad.");
        add(rejected, DeadLetterHeaders.REASON, reason);
        add(rejected, DeadLetterHeaders.RUN_ID, "run-1");
        return rejected;
    }

    static ProducerRecord<byte[], byte[]> add(ProducerRecord<byte[], byte[]> record, String name, String text) {
        record.headers().add(name, text == null ? null : text.getBytes(UTF_8));
        return record;
    }

    /** @return the last record's offset */
    @SafeVarargs
    final long write(ProducerRecord<byte[], byte[]>... records) throws Exception {
        long offset = -1;
        for (ProducerRecord<byte[], byte[]> record : records) {
            offset = producer.send(record).get().offset();
        }
        return offset;
    }

    @SafeVarargs
    final void open(ProducerRecord<byte[], byte[]>... records) throws Exception {
        transactional.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            transactional.send(record).get();
        }
    }

    /** Returns once the records can be read: Kafka answers a commit before its markers are written. */
    void commit() {
        transactional.commitTransaction();
        try (KafkaConsumer<byte[], byte[]> all = consumer(bootstrapServers, "read_uncommitted");
                KafkaConsumer<byte[], byte[]> committed = consumer(bootstrapServers, "read_committed")) {
            for (String topic : List.of(input, deadLetters)) {
                List<TopicPartition> partitions = partitions(all, topic);
                while (!committed.endOffsets(partitions).equals(all.endOffsets(partitions))) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    void abort() {
        transactional.abortTransaction();
    }

    /** @return the committed records of the input topic, by partition and offset */
    List<ConsumerRecord<byte[], byte[]>> inputs() {
        return read(bootstrapServers, input);
    }

    /** @return their values as text, in the order of partition and offset */
    List<String> values() {
        return inputs().stream()
                .map(record -> record.value() == null ? null : new String(record.value(), UTF_8))
                .toList();
    }

    static List<ConsumerRecord<byte[], byte[]>> read(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, "read_committed")) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (TopicPartition partition : partitions(consumer, topic)) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
                }
            }
            return records;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
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

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    /** @return name=text for each header, in order */
    static List<String> headers(ConsumerRecord<?, ?> record) {
        List<String> all = new ArrayList<>();
        for (Header header : record.headers()) {
            all.add(header.key() + "=" + (header.value() == null ? null : new String(header.value(), UTF_8)));
        }
        return all;
    }

    @Override
    public void close() {
        producer.close();
        transactional.close();
    }
}
