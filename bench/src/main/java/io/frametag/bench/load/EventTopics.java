package io.frametag.bench.load;

import io.frametag.bench.BenchFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topics of one measurement on a broker that may have others'.
 *
 * @param name of the measurement, and the beginning of the input topic's name
 * @param outputs the beginning of the other topics' names, and the reader's group
 */
public record EventTopics(String bootstrapServers, String name, String outputs, int partitions) {
    /** Creates them, empty. */
    public static EventTopics create(String bootstrapServers, String name, int partitions) throws InterruptedException {
        EventTopics topics = new EventTopics(bootstrapServers, name, name, partitions);
        topics.create(List.of(topics.input(), topics.labels(), topics.deadLetters(), topics.shed()));
        return topics;
    }

    /** @return the same input, for another reader, whose output topics are created */
    public EventTopics readBy(String reader) throws InterruptedException {
        EventTopics topics = new EventTopics(bootstrapServers, name, name + "-" + reader, partitions);
        topics.create(List.of(topics.labels(), topics.deadLetters(), topics.shed()));
        return topics;
    }

    private void create(List<String> names) throws InterruptedException {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(client);
                Consumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            admin.createTopics(names.stream()
                            .map(topic -> new NewTopic(topic, partitions, (short) 1)
                                    .configs(Map.of("max.message.bytes", Integer.toString(16 << 20))))
                            .toList())
                    .all()
                    .get();
            // Until each has answered, an idempotent producer can be caught in a loop of refused sequence numbers.
            for (String topic : names) {
                consumer.endOffsets(partitionsOf(topic));
            }
        } catch (ExecutionException e) {
            throw new BenchFailure(
                    "The topics cannot be created: " + e.getCause().getMessage(), e);
        }
    }

    public String input() {
        return name + "-events";
    }

    public String labels() {
        return outputs + "-labels";
    }

    public String deadLetters() {
        return outputs + "-dead-letters";
    }

    public String shed() {
        return outputs + "-shed";
    }

    public List<TopicPartition> partitionsOf(String topic) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Counts a topic's records, those of open transactions included. Close it after use. */
    public RecordCount count(String topic) {
        return new RecordCount(consumer(bootstrapServers), partitionsOf(topic));
    }

    /** @return with bytes as they are, no group and no offsets */
    public static Consumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** One thread only. */
    public static final class RecordCount implements LongSupplier, AutoCloseable {
        private final Consumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions;

        private RecordCount(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
            this.consumer = consumer;
            this.partitions = new ArrayList<>(partitions);
        }

        @Override
        public long getAsLong() {
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
