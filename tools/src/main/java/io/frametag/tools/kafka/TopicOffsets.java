package io.frametag.tools.kafka;

import io.frametag.config.InputTopics;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka which offsets its topics hold. Results are in the order of topic and partition. */
public final class TopicOffsets {
    private static final Comparator<TopicPartition> BY_TOPIC =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final KafkaAccess kafka;
    private final Admin admin;

    /** @param admin remains the caller's to close */
    public TopicOffsets(KafkaAccess kafka, Admin admin) {
        this.kafka = kafka;
        this.admin = admin;
    }

    /**
     * The topics that are there and may be read, in the order of the alphabet.
     *
     * @throws TopicsException if there are none
     */
    public List<String> matching(InputTopics topics) throws TopicsException {
        List<String> names = answer(topics.toString(), admin.listTopics().names()).stream()
                .filter(topics::has)
                .sorted()
                .toList();
        if (names.isEmpty()) {
            throw new TopicsException("No topic at " + kafka.servers() + " matches '" + topics
                    + "', or may be read: a name has to match as a whole.");
        }
        return names;
    }

    /** The offset of the first record that each partition of the topics still has. */
    public Map<TopicPartition, Long> beginnings(Collection<String> topics) throws TopicsException {
        Map<TopicPartition, OffsetSpec> question = new TreeMap<>(BY_TOPIC);
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(topics).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> each : descriptions.entrySet()) {
            TopicDescription description = answer(each.getKey(), each.getValue());
            description
                    .partitions()
                    .forEach(
                            p -> question.put(new TopicPartition(each.getKey(), p.partition()), OffsetSpec.earliest()));
        }
        return list(question, IsolationLevel.READ_UNCOMMITTED);
    }

    /** As above, of a topic that need not be there or be seen: then empty. */
    public Map<TopicPartition, Long> beginningsIfThere(String topic) throws TopicsException {
        try {
            return beginnings(List.of(topic));
        } catch (TopicsException e) {
            if (e.getCause() != null
                    && (e.getCause() instanceof TopicAuthorizationException
                            || e.getCause().getCause() instanceof UnknownTopicOrPartitionException)) {
                return Map.of();
            }
            throw e;
        }
    }

    /** The offset behind the last record that a {@code read_committed} consumer can see now. */
    public Map<TopicPartition, Long> committedEnds(Collection<TopicPartition> partitions) throws TopicsException {
        return list(all(partitions, OffsetSpec.latest()), IsolationLevel.READ_COMMITTED);
    }

    /** The offset behind the last record, committed or not. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws TopicsException {
        return list(all(partitions, OffsetSpec.latest()), IsolationLevel.READ_UNCOMMITTED);
    }

    /**
     * The first offset whose record's timestamp is not before the time; -1 if there is none.
     *
     * @param millis since the epoch; not negative, which means something else to the brokers
     */
    public Map<TopicPartition, Long> at(long millis, Collection<TopicPartition> partitions) throws TopicsException {
        return list(all(partitions, OffsetSpec.forTimestamp(millis)), IsolationLevel.READ_COMMITTED);
    }

    private static Map<TopicPartition, OffsetSpec> all(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> question = new TreeMap<>(BY_TOPIC);
        partitions.forEach(partition -> question.put(partition, spec));
        return question;
    }

    private Map<TopicPartition, Long> list(Map<TopicPartition, OffsetSpec> question, IsolationLevel isolation)
            throws TopicsException {
        ListOffsetsResult result = admin.listOffsets(question, new ListOffsetsOptions(isolation));
        Map<TopicPartition, Long> offsets = new TreeMap<>(BY_TOPIC);
        for (TopicPartition partition : question.keySet()) {
            offsets.put(
                    partition,
                    answer(partition.topic(), result.partitionResult(partition)).offset());
        }
        return offsets;
    }

    private <T> T answer(String topic, KafkaFuture<T> future) throws TopicsException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new TopicsException(
                        "There is no topic " + topic + " at " + kafka.servers()
                                + ": check the name, and create the topic if nothing was ever written to it.",
                        e);
            }
            throw e.getCause() instanceof KafkaException cause
                    ? kafka.failure(cause)
                    : new TopicsException("Kafka at " + kafka.servers() + " failed: " + e.getCause(), e);
        }
    }
}
