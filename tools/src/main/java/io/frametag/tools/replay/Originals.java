package io.frametag.tools.replay;

import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.TopicsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The records of the input topic, one by one, as far as it still has them. */
final class Originals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaAccess kafka;
    private final Map<TopicPartition, OffsetRange> inputs;
    private Consumer<byte[], byte[]> consumer;

    /** @param inputs what the input topic holds */
    Originals(KafkaAccess kafka, Map<TopicPartition, OffsetRange> inputs) {
        this.kafka = kafka;
        this.inputs = inputs;
    }

    /** @return nothing if the record is gone */
    Optional<ConsumerRecord<byte[], byte[]>> at(RecordAt input) throws TopicsException {
        TopicPartition partition = input.inPartition();
        OffsetRange held = inputs.get(partition);
        if (held == null || !held.contains(input.offset())) {
            return Optional.empty();
        }
        try {
            if (consumer == null) {
                consumer = kafka.consumer(Content.KEY_AND_VALUE);
            }
            consumer.assign(List.of(partition));
            consumer.seek(partition, input.offset());
            return next(partition).filter(found -> found.offset() == input.offset());
        } catch (OffsetOutOfRangeException deletedMeanwhile) {
            return Optional.empty();
        } catch (KafkaException e) {
            throw kafka.failure(e);
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> next(TopicPartition partition) throws TopicsException {
        long start = System.nanoTime();
        long from = consumer.position(partition);
        while (consumer.position(partition) == from) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                return Optional.of(records.iterator().next());
            }
            if (System.nanoTime() - start > kafka.timeout().toNanos()) {
                throw kafka.unreachable(null);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
