package io.frametag.tools.cluster;

import io.frametag.tools.CommandFailure;
import io.frametag.tools.kafka.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The job's topics, for {@code --max-image-bytes 4m}; that of segments for a job that emits them, that of shed frames for one
 * with a deadline, those of model releases for one whose model changes.
 */
final class ClusterTopics {
    private static final String SIZE = "max.message.bytes";
    /** An image and its envelope; the same with the headers that say why it was rejected. */
    static final Map<String, Map<String, String>> ALL = Map.of(
            TopicNames.EVENTS, Map.of(SIZE, "4456448"),
            TopicNames.LABELS, Map.of(),
            TopicNames.DEAD_LETTERS, Map.of(SIZE, "4521984"),
            TopicNames.SEGMENTS, Map.of("cleanup.policy", "compact,delete"),
            TopicNames.SHED, Map.of(),
            TopicNames.MODEL_RELEASES, Map.of("cleanup.policy", "compact"),
            TopicNames.MODEL_RELEASE_OUTCOMES, Map.of());

    private ClusterTopics() {}

    /** Creates those that are not there, and waits until each partition answers. */
    static void create(String bootstrapServers, int partitions) throws InterruptedException {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        List<TopicPartition> created = new ArrayList<>();
        try (Admin admin = Admin.create(client)) {
            for (Map.Entry<String, Map<String, String>> topic : ALL.entrySet()) {
                String name = topic.getKey();
                // Of releases in several partitions nobody could tell which is the newest.
                int parts = name.equals(TopicNames.MODEL_RELEASES) ? 1 : partitions;
                if (isNew(admin, new NewTopic(name, parts, (short) 1).configs(topic.getValue()))) {
                    IntStream.range(0, parts)
                            .mapToObj(i -> new TopicPartition(name, i))
                            .forEach(created::add);
                }
            }
        }
        // Until then an idempotent producer can be caught in a loop of refused sequence numbers.
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.endOffsets(created);
        }
    }

    private static boolean isNew(Admin admin, NewTopic topic) throws InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw CommandFailure.failed(
                        "Topic " + topic.name() + " cannot be created: "
                                + e.getCause().getMessage(),
                        e);
            }
            return false;
        }
    }
}
