package io.frametag.kafka.history;

import io.frametag.config.ConfigException;
import io.frametag.config.KafkaConfig;
import io.frametag.config.ReadRange;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, where the job is submitted, whether the topics have what is to be read. Its JobManager will look again. */
public final class InputCheck {
    private static final Logger LOG = LoggerFactory.getLogger(InputCheck.class);

    private InputCheck() {}

    /**
     * To be called for a job that starts anew: one that is restored has its ranges in its state.
     *
     * @throws ConfigException if they do not have it
     */
    public static void check(KafkaConfig kafka) {
        if (kafka.range().equals(ReadRange.ENDLESS)) {
            return;
        }
        try (InputAdmin admin = new InputAdmin(kafka)) {
            check(admin, kafka);
        } catch (InputRangeException e) {
            throw new ConfigException(e.getMessage());
        } catch (KafkaException e) {
            LOG.warn(
                    "Kafka at {} does not say what there is to be read. The job starts all the same.",
                    kafka.bootstrapServers(),
                    e);
        }
    }

    private static void check(InputAdmin admin, KafkaConfig kafka) {
        List<TopicPartition> partitions;
        try {
            partitions = BoundedTopics.partitions(admin, kafka);
        } catch (InputRangeException e) {
            if (kafka.bounded()) {
                throw e;
            }
            LOG.warn("{} The job starts all the same: topics may be made later.", e.getMessage());
            return;
        }
        Map<TopicPartition, InputRange> ranges = InputRanges.ask(admin, kafka, partitions);
        long offsets = ranges.values().stream()
                .mapToLong(range -> range.until() - range.from())
                .sum();
        LOG.info("To be read: {} offsets of {} partitions{}", offsets, ranges.size(), kafka.bounded() ? "" : " so far");
    }
}
