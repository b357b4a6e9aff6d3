package io.frametag.tools.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Follows topics from where they end now, in a thread of its own. What it cannot keep up with it passes over. Topics that
 * are not there yet, and further partitions, are looked for again; when Kafka fails, it tries again.
 */
public final class TopicWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final KafkaAccess kafka;
    private final Collection<String> topics;
    private final Pace pace;
    private final Receiver receiver;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> missing = new HashSet<>();
    private final Thread thread;
    private volatile Consumer<byte[], byte[]> consumer;
    private long lookedAt;

    /**
     * How much is read.
     *
     * @param rest between two batches
     * @param backlog of a partition, in records, beyond which what is in between is passed over
     */
    public record Pace(Duration rest, long backlog) {}

    /** Gets what was read, in the watch's thread. */
    public interface Receiver {
        void receive(ConsumerRecords<byte[], byte[]> records);

        /** @param records how many were passed over, about */
        void passedOver(long records);

        /** @param sentence what is wrong; null if nothing is, any more */
        void trouble(String sentence);
    }

    private TopicWatch(String name, KafkaAccess kafka, Collection<String> topics, Pace pace, Receiver receiver) {
        this.kafka = kafka;
        this.topics = topics;
        this.pace = pace;
        this.receiver = receiver;
        this.thread = new Thread(this::run, "frametag-watch-" + name);
        thread.setDaemon(true);
    }

    /**
     * Records that are written after this has returned are seen.
     *
     * @throws TopicsException if Kafka gives no answer
     */
    public static TopicWatch start(
            String name, KafkaAccess kafka, Collection<String> topics, Pace pace, Receiver receiver)
            throws TopicsException {
        TopicWatch watch = new TopicWatch(name, kafka, topics, pace, receiver);
        watch.consumer = kafka.consumer(Content.KEY_AND_VALUE);
        try {
            watch.look();
        } catch (KafkaException e) {
            watch.consumer.close();
            throw kafka.failure(e);
        }
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                if (consumer == null) {
                    consumer = kafka.consumer(Content.KEY_AND_VALUE);
                    look();
                }
                follow();
            } catch (WakeupException | InterruptException e) {
                // Only close wakes it up.
                break;
            } catch (InterruptedException e) {
                break;
            } catch (TopicsException e) {
                receiver.trouble(e.getMessage());
            } catch (KafkaException e) {
                receiver.trouble(kafka.failure(e).getMessage());
            } finally {
                forget();
            }
            rest(RETRY);
        }
    }

    private void follow() throws InterruptedException {
        while (!closed.await(0, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() - lookedAt > LOOK_AGAIN.toNanos()) {
                look();
            }
            if (consumer.assignment().isEmpty()) {
                rest(POLL);
                continue;
            }
            ConsumerRecords<byte[], byte[]> records = poll();
            if (!records.isEmpty()) {
                receiver.receive(records);
                passOverBacklog();
                rest(pace.rest());
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (InvalidOffsetException e) {
            // Retention was faster, or the topic was made anew.
            toEnd(e.partitions());
            return ConsumerRecords.empty();
        }
    }

    private void passOverBacklog() {
        for (TopicPartition partition : consumer.assignment()) {
            long lag = consumer.currentLag(partition).orElse(0);
            if (lag > pace.backlog()) {
                toEnd(List.of(partition));
                receiver.passedOver(lag);
            }
        }
    }

    private void look() {
        lookedAt = System.nanoTime();
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        Set<TopicPartition> fromEnd = new HashSet<>();
        Set<TopicPartition> fromBeginning = new HashSet<>();
        Set<String> absent = new HashSet<>();
        for (String topic : topics) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                absent.add(topic);
            }
            for (TopicPartition partition : partitions) {
                if (all.add(partition)) {
                    // What was not there when the page began is new from its first record on.
                    (missing.contains(topic) ? fromBeginning : fromEnd).add(partition);
                }
            }
        }
        missing.clear();
        missing.addAll(absent);
        if (!fromEnd.isEmpty() || !fromBeginning.isEmpty()) {
            consumer.assign(all);
            toEnd(fromEnd);
            // None would mean all of them.
            if (!fromBeginning.isEmpty()) {
                consumer.seekToBeginning(fromBeginning);
            }
        }
        receiver.trouble(null);
    }

    private void toEnd(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            consumer.seekToEnd(partitions);
            // Asked now: the end is where the topic ends at this moment, and not at the next poll.
            partitions.forEach(consumer::position);
        }
    }

    private void rest(Duration time) {
        try {
            var unused = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() {
        missing.clear();
        if (consumer != null) {
            Consumer<byte[], byte[]> old = consumer;
            consumer = null;
            try {
                old.close();
            } catch (KafkaException e) {
                // It is given up anyway.
            }
        }
    }

    /** Stops following. */
    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> waiting = consumer;
        if (waiting != null) {
            waiting.wakeup();
        }
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
