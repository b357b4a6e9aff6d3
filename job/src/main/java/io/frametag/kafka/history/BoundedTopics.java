package io.frametag.kafka.history;

import io.frametag.config.InputTopics;
import io.frametag.config.KafkaConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetIdentifierProvider;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.TopicPartition;

/** The topics that a bounded job reads: those that are there. The connector's own would wait for ever if there are none. */
final class BoundedTopics implements KafkaSubscriber, KafkaDatasetIdentifierProvider {
    private final KafkaConfig kafka;

    BoundedTopics(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    @Override
    public Set<TopicPartition> getSubscribedTopicPartitions(AdminClient unused) {
        try (InputAdmin admin = new InputAdmin(kafka)) {
            return Set.copyOf(partitions(admin, kafka));
        }
    }

    /** @throws InputRangeException if there are none */
    static List<TopicPartition> partitions(InputAdmin admin, KafkaConfig kafka) {
        List<TopicPartition> partitions = admin.partitions(kafka.inputTopics());
        if (partitions.isEmpty()) {
            throw new InputRangeException("--input-topic-pattern is '" + kafka.inputTopics() + "', and no topic at "
                    + kafka.bootstrapServers() + " matches it, or may be read: a name has to match as a whole.");
        }
        return partitions;
    }

    @Override
    public Optional<DefaultKafkaDatasetIdentifier> getDatasetIdentifier() {
        InputTopics topics = kafka.inputTopics();
        return Optional.of(
                topics.pattern() == null
                        ? DefaultKafkaDatasetIdentifier.ofTopics(topics.names())
                        : DefaultKafkaDatasetIdentifier.ofPattern(Pattern.compile(topics.pattern())));
    }
}
