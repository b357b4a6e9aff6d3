package io.frametag.tools;

import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads labels and dead letters, committed ones only, from the topics' beginning. Not thread-safe. */
public final class OutcomeReader implements AutoCloseable {
    private final String deadLetters;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SingleObjectCodec<ImageLabels> labelCodec = SingleObjectCodec.imageLabels();
    private final SingleObjectCodec<ImageEvent> eventCodec = SingleObjectCodec.imageEvents();

    public OutcomeReader(String bootstrapServers, String labels, String deadLetters) {
        this.deadLetters = deadLetters;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(labels, deadLetters)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Waits for the next outcomes; may be called again for the ones after them.
     *
     * @param seen gets each as it comes, in the caller's thread
     * @param silence how long to wait for the next one
     * @param whileWaiting called again and again in the caller's thread; what it throws ends the wait
     * @throws CommandFailure if none comes for that long
     */
    public void read(int expected, Duration silence, Consumer<FrameOutcome> seen, Runnable whileWaiting) {
        long last = System.nanoTime();
        for (int count = 0; count < expected; ) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                seen.accept(outcome(record));
                count++;
                last = System.nanoTime();
            }
            whileWaiting.run();
            if (count < expected && System.nanoTime() - last > silence.toNanos()) {
                throw CommandFailure.failed(
                        count + " of " + expected + " frames were answered, and then none for " + silence.toSeconds()
                                + " s: see the messages above.",
                        null);
            }
        }
    }

    private FrameOutcome outcome(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(deadLetters)) {
            return new FrameOutcome.Rejected(
                    rejectedFrame(record),
                    header(record, DeadLetterHeaders.REASON).orElse("without a reason"),
                    header(record, DeadLetterHeaders.EXCEPTION_MESSAGE).orElse(""));
        }
        try {
            return new FrameOutcome.Labelled(labelCodec.decode(record.value(), null));
        } catch (WireFormatException e) {
            throw CommandFailure.failed(
                    "Record " + record.topic() + ":" + record.partition() + ":" + record.offset()
                            + " is not one of labels: " + e.getMessage(),
                    e);
        }
    }

    private String rejectedFrame(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            try {
                return eventCodec.decode(record.value(), null).getEventId();
            } catch (WireFormatException notAnEvent) {
                // Which may be why it was rejected: its coordinates name it.
            }
        }
        return Stream.of(DeadLetterHeaders.TOPIC, DeadLetterHeaders.PARTITION, DeadLetterHeaders.OFFSET)
                .map(name -> header(record, name).orElse("?"))
                .reduce((left, right) -> left + ":" + right)
                .orElseThrow();
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
