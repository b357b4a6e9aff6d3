package io.frametag.tools.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the committed records in given ranges, those of a partition in order, and ends by itself. It goes by the
 * consumer's position and not by the records, because a range may end with offsets that are never delivered: transaction
 * markers and aborted records.
 */
public final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaAccess kafka;
    private final ScanProgress progress;

    public TopicScan(KafkaAccess kafka, ScanProgress progress) {
        this.kafka = kafka;
        this.progress = progress;
    }

    /** What is done with each record. */
    @FunctionalInterface
    public interface Visitor {
        void visit(ConsumerRecord<byte[], byte[]> record) throws TopicsException;
    }

    /**
     * @param what for the progress bar
     * @param content what the visitor needs of a record
     * @throws TopicsException if Kafka fails, gives nothing for the time-out, or has deleted what is to be read
     */
    public void scan(String what, Map<TopicPartition, OffsetRange> ranges, Content content, Visitor visitor)
            throws TopicsException {
        Map<TopicPartition, OffsetRange> open = new LinkedHashMap<>(ranges);
        open.values().removeIf(range -> range.size() == 0);
        long size = open.values().stream().mapToLong(OffsetRange::size).sum();
        try (ScanProgress.Scan shown = progress.begin(what, size)) {
            if (open.isEmpty()) {
                return;
            }
            try (Consumer<byte[], byte[]> consumer = kafka.consumer(content)) {
                consumer.assign(open.keySet());
                open.forEach((partition, range) -> consumer.seek(partition, range.from()));
                read(consumer, open, visitor, shown);
            }
        } catch (OffsetOutOfRangeException e) {
            throw new TopicsException(
                    "Kafka deleted records of " + e.offsetOutOfRangePartitions().keySet()
                            + " while they were being read: try again, in a range that retention does not reach if there is a choice.",
                    e);
        } catch (KafkaException e) {
            throw kafka.failure(e);
        }
    }

    private void read(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, OffsetRange> open,
            Visitor visitor,
            ScanProgress.Scan shown)
            throws TopicsException {
        Map<TopicPartition, Long> reached = new HashMap<>();
        open.forEach((partition, range) -> reached.put(partition, range.from()));
        long lastMove = System.nanoTime();
        while (!open.isEmpty()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                OffsetRange range = open.get(new TopicPartition(record.topic(), record.partition()));
                if (range != null && range.contains(record.offset())) {
                    visitor.visit(record);
                }
            }
            long moved = 0;
            for (TopicPartition partition : List.copyOf(open.keySet())) {
                long until = open.get(partition).until();
                long position = Math.min(until, consumer.position(partition));
                moved += position - reached.put(partition, position);
                if (position == until) {
                    open.remove(partition);
                    consumer.pause(List.of(partition));
                }
            }
            shown.advance(moved);
            long now = System.nanoTime();
            if (moved > 0) {
                lastMove = now;
            } else if (now - lastMove > kafka.timeout().toNanos()) {
                throw stalled(open.keySet());
            }
        }
    }

    private TopicsException stalled(Collection<TopicPartition> partitions) {
        return new TopicsException("Kafka at " + kafka.servers() + " sent nothing of " + partitions + " for "
                + kafka.timeout().toSeconds()
                + " s: check that its brokers run and that no producer left a transaction open"
                + " there, then try again.");
    }
}
