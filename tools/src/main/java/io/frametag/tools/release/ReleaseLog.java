package io.frametag.tools.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.ModelRelease;
import io.frametag.schema.ModelReleaseOutcome;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Writes a release, and reads what tasks say of it from then on. */
final class ReleaseLog {
    /** The same for all, so that a compacted topic keeps the newest. */
    private static final byte[] KEY = "model".getBytes(UTF_8);

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaAccess kafka;
    private final String releases;
    private final Map<TopicPartition, Long> outcomesFrom;

    /** @throws TopicsException if one of the topics is not there, or cannot be used */
    ReleaseLog(KafkaAccess kafka, String releases, String outcomes) throws TopicsException {
        this.kafka = kafka;
        this.releases = releases;
        try (Admin admin = kafka.admin()) {
            TopicOffsets offsets = new TopicOffsets(kafka, admin);
            int partitions = offsets.beginnings(List.of(releases)).size();
            if (partitions != 1) {
                throw new TopicsException("Topic " + releases + " has " + partitions
                        + " partitions, and of releases in different ones nobody could tell which is the newer: give a"
                        + " topic that has one.");
            }
            outcomesFrom =
                    offsets.committedEnds(offsets.beginnings(List.of(outcomes)).keySet());
        }
    }

    /** @return its offset, by which outcomes name it */
    long publish(ModelRelease release) throws TopicsException {
        byte[] value = SingleObjectCodec.modelReleases().encode(release);
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            return producer.send(new ProducerRecord<>(releases, KEY, value))
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (KafkaException e) {
            throw kafka.failure(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? kafka.failure(cause)
                    : new TopicsException("Kafka at " + kafka.servers() + " failed: " + e.getCause(), e);
        }
    }

    /**
     * Follows the outcomes until the book is complete.
     *
     * @param said gets each outcome of the release in words
     * @return false if the time was up before
     */
    boolean await(ReleaseBook book, Duration patience, Consumer<String> said) throws TopicsException {
        long deadline = System.nanoTime() + patience.toNanos();
        SingleObjectCodec<ModelReleaseOutcome> codec = SingleObjectCodec.modelReleaseOutcomes();
        try (var consumer = kafka.consumer(Content.VALUE)) {
            consumer.assign(outcomesFrom.keySet());
            outcomesFrom.forEach(consumer::seek);
            while (!book.isComplete() && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        continue;
                    }
                    String words = book.enter(codec.decode(record.value(), null));
                    if (words != null) {
                        said.accept(words);
                    }
                }
            }
        } catch (KafkaException e) {
            throw kafka.failure(e);
        } catch (WireFormatException e) {
            throw new TopicsException("The outcomes' topic has something else in it: " + e.getMessage(), e);
        }
        return book.isComplete();
    }
}
