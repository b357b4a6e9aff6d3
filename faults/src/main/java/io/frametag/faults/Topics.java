package io.frametag.faults;

import io.frametag.standalone.ClusterException;
import io.frametag.tools.kafka.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics, and what the broker says of the job's transactions. */
public final class Topics implements AutoCloseable {
    public static final String INPUT = TopicNames.EVENTS;
    public static final String LABELS = TopicNames.LABELS;
    public static final String DEAD_LETTERS = TopicNames.DEAD_LETTERS;
    static final String SHED = TopicNames.SHED;
    static final String SEGMENTS = TopicNames.SEGMENTS;
    public static final int PARTITIONS = 4;
    static final String TRANSACTION_PREFIX = "frametag-faults";

    private final Admin admin;

    private Topics(Admin admin) {
        this.admin = admin;
    }

    static Topics create(String bootstrapServers) throws InterruptedException {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        Topics topics = new Topics(Admin.create(client));
        List<TopicPartition> all = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<String> names = List.of(INPUT, LABELS, DEAD_LETTERS, SHED, SEGMENTS);
            topics.admin
                    .createTopics(names.stream()
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
            for (String name : names) {
                IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(name, partition))
                        .forEach(all::add);
            }
            // Until each has answered, an idempotent producer can be caught in a loop of refused sequence numbers.
            consumer.endOffsets(all);
        } catch (ExecutionException e) {
            throw new ClusterException(
                    "The topics cannot be created: " + e.getCause().getMessage(), e);
        }
        return topics;
    }

    /** @return the job's transactions that hold records nobody can read yet */
    List<String> openTransactions() throws InterruptedException {
        try {
            return admin
                    .listTransactions(new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
                    .all()
                    .get()
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(TRANSACTION_PREFIX))
                    .toList();
        } catch (ExecutionException e) {
            throw new ClusterException(
                    "The broker does not list its transactions: " + e.getCause().getMessage(), e);
        }
    }

    /** Changes a topic's configuration while it is in use. */
    public void set(String topic, String key, String value) throws InterruptedException {
        alter(topic, new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
    }

    /** Gives a topic the broker's own value again. */
    public void unset(String topic, String key) throws InterruptedException {
        alter(topic, new AlterConfigOp(new ConfigEntry(key, ""), AlterConfigOp.OpType.DELETE));
    }

    private void alter(String topic, AlterConfigOp change) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new ClusterException(
                    "Topic " + topic + " cannot be changed: " + e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
