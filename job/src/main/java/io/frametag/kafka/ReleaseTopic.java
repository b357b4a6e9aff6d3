package io.frametag.kafka;

import io.frametag.config.KafkaConfig;
import io.frametag.release.ReleaseFeed;
import io.frametag.release.ReleaseMessage;
import io.frametag.release.ReleaseReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.util.TemporaryClassLoaderContext;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The releases' topic, which has one partition. Compacted, it has a handful of records, and each reader reads them all. */
final class ReleaseTopic implements ReleaseFeed {
    private static final Duration POLL = Duration.ofSeconds(1);
    /** For all releases: brokers may go away while they are read. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration FOLLOW = Duration.ofMillis(200);

    private final KafkaConfig kafka;
    private final String topic;

    ReleaseTopic(KafkaConfig kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    @Override
    public Optional<ReleaseMessage> newest() throws IOException {
        return by("The model releases cannot be read: topic " + topic, this::newest);
    }

    @Override
    public ReleaseReader follow(long offset) throws IOException {
        Properties properties = properties();
        // A topic that was made anew ends before the offset.
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try {
            Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            TopicPartition only = new TopicPartition(topic, 0);
            consumer.assign(List.of(only));
            consumer.seek(only, offset);
            return new Follower(consumer);
        } catch (KafkaException e) {
            throw failure("The model releases cannot be read: topic " + topic, properties, e);
        }
    }

    private final class Follower implements ReleaseReader {
        private final Consumer<byte[], byte[]> consumer;

        Follower(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public List<ReleaseMessage> next() throws IOException {
            try {
                List<ReleaseMessage> messages = new ArrayList<>();
                consumer.poll(FOLLOW).forEach(record -> messages.add(message(record)));
                return messages;
            } catch (KafkaException e) {
                throw failure("The model releases cannot be read any more: topic " + topic, properties(), e);
            }
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(POLL));
        }
    }

    private static ReleaseMessage message(ConsumerRecord<byte[], byte[]> record) {
        return new ReleaseMessage(record.offset(), record.value());
    }

    /**
     * Looks whether there is a topic for what becomes of releases.
     *
     * @throws IOException if not, or nobody answers; with a sentence
     */
    void findOutcomes(String outcomes) throws IOException {
        boolean found = by(
                "The topic of --model-release-outcomes cannot be looked at: " + outcomes,
                consumer -> !consumer.partitionsFor(outcomes).isEmpty());
        if (!found) {
            throw new IOException("--model-release-outcomes is " + outcomes + ", and there is no such topic at "
                    + kafka.bootstrapServers() + ": create it, with any number of partitions.");
        }
    }

    private interface Question<T> {
        T ask(Consumer<byte[], byte[]> consumer) throws IOException;
    }

    /** @param failing what is said of a failure, up to where it was */
    private <T> T by(String failing, Question<T> question) throws IOException {
        Properties properties = properties();
        // Kafka finds its classes by the thread's.
        try (TemporaryClassLoaderContext ours = TemporaryClassLoaderContext.of(ReleaseTopic.class.getClassLoader());
                Consumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return question.ask(consumer);
        } catch (InterruptException e) {
            throw new IOException("Interrupted while Kafka at " + kafka.bootstrapServers() + " was asked.", e);
        } catch (KafkaException e) {
            throw failure(failing, properties, e);
        }
    }

    private IOException failure(String failing, Properties properties, KafkaException e) {
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return new IOException(
                AccessProblem.of(settings, e)
                        .orElseGet(() -> failing + " at " + kafka.bootstrapServers() + ": " + e.getMessage()),
                e);
    }

    private Optional<ReleaseMessage> newest(Consumer<byte[], byte[]> consumer) throws IOException {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions.isEmpty()) {
            throw new IOException("--model-releases is " + topic + ", and there is no such topic at "
                    + kafka.bootstrapServers() + ": create it with one partition and cleanup.policy=compact.");
        }
        if (partitions.size() != 1) {
            throw new IOException("--model-releases is " + topic + ", which has " + partitions.size()
                    + " partitions: of releases in different ones nobody could tell which is the newer. Give a topic that"
                    + " has one.");
        }
        TopicPartition only = new TopicPartition(topic, 0);
        consumer.assign(List.of(only));
        consumer.seekToBeginning(List.of(only));
        long end = consumer.endOffsets(List.of(only)).get(only);
        Optional<ReleaseMessage> newest = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(only) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("read up to offset " + consumer.position(only) + " of " + end + " within "
                        + PATIENCE.toSeconds() + " s");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    newest = Optional.of(message(record));
                }
            }
        }
        return newest;
    }

    private Properties properties() {
        Properties properties = kafka.clientProperties();
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // What a job sets for images would have a release wait.
        properties.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return properties;
    }
}
