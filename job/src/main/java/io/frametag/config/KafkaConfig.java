package io.frametag.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.CRC32C;

/**
 * Topics, and sizes that belong together.
 *
 * @param bootstrapServers null if neither input nor output is Kafka
 * @param range which part of the input topics is read
 * @param shedTopic null if no frame is ever shed, and then it need not be there
 * @param maxImageBytes the largest encoded image that is accepted; record sizes are derived from it
 * @param properties for Kafka's own clients; may hold secrets, which is why {@link #toString} leaves them out
 */
public record KafkaConfig(
        String bootstrapServers,
        InputTopics inputTopics,
        String labelsTopic,
        String deadLettersTopic,
        String shedTopic,
        String groupId,
        ReadRange range,
        long bytesInFlight,
        int maxImageBytes,
        Map<String, String> properties)
        implements Serializable {

    static final int LARGEST_IMAGE_BYTES = 1 << 30;
    /** Room for the event's other fields, its key and headers, and Kafka's own framing. */
    private static final int RECORD_OVERHEAD_BYTES = 256 << 10;
    /** Where one source subtask's polled records are: a batch being emitted, one in the queue, one waiting for the queue. */
    private static final int BATCHES = 3;
    /** What is not yet polled: one fetched, one on its way. */
    private static final int FETCHES = 2;
    /** Room for one record wherever there can be one, and once more for what Kafka puts around it. */
    private static final int LEAST_RECORDS = BATCHES + FETCHES + 1;
    /** More at a time gains nothing, and drives the model's weights out of the processor's cache. */
    private static final int LARGEST_FETCH_BYTES = 2 << 20;

    /** Kafka properties that are settled here, and why. */
    private static final Map<String, String> OWNED_PROPERTIES = Map.of(
            "bootstrap.servers", "use --bootstrap-servers",
            "group.id", "use --group-id",
            "isolation.level", "labels of an aborted producer's frames would be labels of nothing",
            "acks", "a label that one broker has is not yet safe",
            "enable.idempotence", "without it labels can be doubled and change places",
            "transactional.id", "use --transaction-prefix",
            "transaction.timeout.ms", "use --transaction-timeout",
            "commit.offsets.on.checkpoint", "offsets are committed with every checkpoint",
            "partition.discovery.interval.ms", "new partitions are found within a minute");

    public KafkaConfig {
        inputTopics.checkIsOther("labels-topic", labelsTopic);
        inputTopics.checkIsOther("dead-letters-topic", deadLettersTopic);
        distinct("dead-letters-topic", deadLettersTopic, "labels-topic", labelsTopic);
        inputTopics.checkIsOther("shed-topic", shedTopic);
        distinct("shed-topic", shedTopic, "labels-topic", labelsTopic);
        distinct("shed-topic", shedTopic, "dead-letters-topic", deadLettersTopic);
        if (bytesInFlight / LEAST_RECORDS < maxImageBytes) {
            throw new ConfigException("--bytes-in-flight is " + bytesInFlight + " bytes: it must be at least "
                    + LEAST_RECORDS + " times --max-image-bytes, which is " + maxImageBytes + ".");
        }
        for (Map.Entry<String, String> owned : OWNED_PROPERTIES.entrySet()) {
            if (properties.containsKey(owned.getKey())) {
                throw new ConfigException(
                        "--kafka." + owned.getKey() + " cannot be set: " + owned.getValue() + ". Leave it out.");
            }
        }
        properties = Map.copyOf(properties);
    }

    /** Whether the job ends by itself. */
    public boolean bounded() {
        return range.bounded();
    }

    /** Every topic that the job writes to. */
    public List<String> outputTopics() {
        return shedTopic == null
                ? List.of(labelsTopic, deadLettersTopic)
                : List.of(labelsTopic, deadLettersTopic, shedTopic);
    }

    /** The largest record that carries an accepted image. */
    public int maxRecordBytes() {
        return maxImageBytes + RECORD_OVERHEAD_BYTES;
    }

    /**
     * Bytes that one fetch may bring, {@code fetch.max.bytes} and {@code max.partition.fetch.bytes}; a record that is larger
     * comes alone.
     */
    public int fetchBytes() {
        return (int) Math.min(bytesInFlight / LEAST_RECORDS, LARGEST_FETCH_BYTES);
    }

    /** {@code max.poll.records}: bounds a batch even where compression makes fetched bytes say little. */
    public int recordsPerPoll() {
        long fetched = (long) FETCHES * Math.max(fetchBytes(), maxRecordBytes());
        return (int) Math.max(1, (bytesInFlight - fetched) / ((long) BATCHES * maxRecordBytes()));
    }

    /** Kafka properties with the brokers among them; what somebody set by {@code kafka.} wins over nothing else here. */
    public Properties clientProperties() {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("bootstrap.servers", bootstrapServers);
        return all;
    }

    /**
     * The same for the same job after a restart, and with a deadline or without one; another for a job that reads or writes
     * elsewhere.
     */
    String defaultTransactionPrefix() {
        CRC32C topics = new CRC32C();
        topics.update(String.join("\n", inputTopics.toString(), labelsTopic, deadLettersTopic)
                .getBytes(UTF_8));
        return String.format("frametag-%s-%08x", groupId, topics.getValue());
    }

    /** @throws ConfigException if {@code option} names a topic that has another use */
    void checkIsOther(String option, String topic) {
        inputTopics.checkIsOther(option, topic);
        distinct(option, topic, "labels-topic", labelsTopic);
        distinct(option, topic, "dead-letters-topic", deadLettersTopic);
        distinct(option, topic, "shed-topic", shedTopic);
    }

    private static void distinct(String option, String topic, String otherOption, String otherTopic) {
        if (topic != null && topic.equals(otherTopic)) {
            throw new ConfigException("--" + option + " and --" + otherOption + " are both '" + topic
                    + "': they must be different topics.");
        }
    }

    @Override
    public String toString() {
        return "KafkaConfig[" + bootstrapServers + ", " + inputTopics + " " + range + " -> "
                + String.join(" and ", outputTopics()) + ", group " + groupId + ", properties " + properties.keySet()
                + "]";
    }
}
