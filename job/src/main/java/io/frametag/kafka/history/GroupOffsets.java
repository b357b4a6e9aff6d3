package io.frametag.kafka.history;

import io.frametag.config.KafkaConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the consumer group stands, for people, for tools, and for the next job of the group that starts without state. It is moved
 * forward only: a job that reads history again must not undo what the group has done since.
 */
final class GroupOffsets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);

    private final KafkaConfig kafka;
    private InputAdmin admin;

    GroupOffsets(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    /**
     * Waits for the brokers.
     *
     * @param offsets the first offset of each partition that is not yet dealt with
     * @return whether the group stands there now, or further on; if not, the log has the reason
     */
    boolean advance(Map<TopicPartition, Long> offsets) {
        try {
            if (admin == null) {
                admin = new InputAdmin(kafka);
            }
            Map<TopicPartition, Long> forward = new HashMap<>(offsets);
            forward.keySet().removeAll(aheadAlready(offsets));
            if (!forward.isEmpty()) {
                admin.commit(forward);
            }
            return true;
        } catch (KafkaException | InputRangeException e) {
            LOG.warn(
                    "Group {} could not be moved to {}: a job that starts at its offsets reads again.",
                    kafka.groupId(),
                    offsets,
                    e);
            return false;
        }
    }

    /** @return what others have moved further, in topics that have come as far */
    private Set<TopicPartition> aheadAlready(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> committed = admin.groupOffsets(offsets.keySet());
        committed.entrySet().removeIf(each -> each.getValue() <= offsets.get(each.getKey()));
        if (!committed.isEmpty()) {
            // Further than there are records, it was of a topic that has been deleted since.
            Map<TopicPartition, Long> ends = admin.ends(committed.keySet());
            committed.entrySet().removeIf(each -> each.getValue() > ends.get(each.getKey()));
        }
        return committed.keySet();
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
