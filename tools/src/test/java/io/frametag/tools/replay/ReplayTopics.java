package io.frametag.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.local.EmbeddedKafka;
import io.frametag.schema.DeadLetterHeaders;
import io.frametag.tools.kafka.RecordWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** An input topic and its dead letters, which are written as the job writes them. */
final class ReplayTopics extends RecordWriter {
    private static final long TIMESTAMP = 1_700_000_000_000L;

    final String input;
    final String deadLetters;

    ReplayTopics(EmbeddedKafka kafka, String name, Map<String, String> inputConfig, Map<String, String> lettersConfig)
            throws Exception {
        super(kafka.bootstrapServers(), name);
        this.input = name + "-in";
        this.deadLetters = name + "-dead";
        kafka.createTopic(input, 3, inputConfig);
        kafka.createTopic(deadLetters, 1, lettersConfig);
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

    /** @return name=text for each header, in order */
    static List<String> headers(ConsumerRecord<?, ?> record) {
        List<String> all = new ArrayList<>();
        for (Header header : record.headers()) {
            all.add(header.key() + "=" + (header.value() == null ? null : new String(header.value(), UTF_8)));
        }
        return all;
    }
}
