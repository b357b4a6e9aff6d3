package io.frametag.kafka.history;

import io.frametag.config.InputTopics;
import io.frametag.config.KafkaConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.util.TemporaryClassLoaderContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the job asks of the brokers about its input. Each call waits for its answer, and throws {@link KafkaException} if
 * there is none. Answers are in the order of topic and partition.
 */
final class InputAdmin implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final KafkaConfig kafka;
    private final Admin admin;

    InputAdmin(KafkaConfig kafka) {
        this.kafka = kafka;
        Properties properties = kafka.clientProperties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        // Kafka finds its classes by the thread's, and the threads of a JobManager have Flink's.
        try (TemporaryClassLoaderContext ours = TemporaryClassLoaderContext.of(InputAdmin.class.getClassLoader())) {
            this.admin = Admin.create(properties);
        }
    }

    /**
     * @return every partition of the topics that are there now
     * @throws InputRangeException if a topic that was named is missing
     */
    List<TopicPartition> partitions(InputTopics topics) {
        Collection<String> names = topics.pattern() == null
                ? topics.names()
                : answer(admin.listTopics().names()).stream()
                        .filter(topics::has)
                        .toList();
        return admin.describeTopics(names).topicNameValues().values().stream()
                .map(this::answer)
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .sorted(ORDER)
                .toList();
    }

    /** The offset of the first record that each partition still has. */
    SortedMap<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The offset behind the last record that a {@code read_committed} consumer can see now. */
    SortedMap<TopicPartition, Long> committedEnds(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** The offset behind the last record, committed or not. */
    SortedMap<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /**
     * The first offset whose record's timestamp is not before the time, for those partitions that have one.
     *
     * @param millis since the epoch; not negative, which means something else to the brokers
     */
    SortedMap<TopicPartition, Long> at(long millis, Collection<TopicPartition> partitions) {
        SortedMap<TopicPartition, Long> found =
                offsets(partitions, OffsetSpec.forTimestamp(millis), IsolationLevel.READ_COMMITTED);
        found.values().removeIf(offset -> offset < 0);
        return found;
    }

    /** Where the group stands, for those partitions for which it has committed. */
    SortedMap<TopicPartition, Long> groupOffsets(Collection<TopicPartition> partitions) {
        SortedMap<TopicPartition, Long> committed = new TreeMap<>(ORDER);
        answer(admin.listConsumerGroupOffsets(
                                Map.of(kafka.groupId(), new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                        .partitionsToOffsetAndMetadata(kafka.groupId()))
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    /** Sets where the group stands. */
    void commit(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
        answer(admin.alterConsumerGroupOffsets(kafka.groupId(), committed).all());
    }

    @Override
    public void close() {
        // Every answer has been waited for.
        admin.close(Duration.ZERO);
    }

    private SortedMap<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> question =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>(ORDER);
        Map<TopicPartition, ListOffsetsResultInfo> answer = answer(
                admin.listOffsets(question, new ListOffsetsOptions(isolation)).all());
        answer.forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new InputRangeException("There is no topic " + kafka.inputTopics() + " at "
                        + kafka.bootstrapServers() + ": check the name, or create the topic.");
            }
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
