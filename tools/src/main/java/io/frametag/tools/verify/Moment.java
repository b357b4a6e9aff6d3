package io.frametag.tools.verify;

import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicsException;
import io.frametag.tools.verify.OutcomeBook.InputRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets are read, noted once and in this order: the inputs' ends, the outcomes' ends, how far inputs exist. So
 * every outcome that is read was written before the last of these, and one that names an input behind it is a stray.
 *
 * @param inputs every partition of the input topics
 * @param outcomes every partition of the output topics, whole
 * @param shedRead whether {@code outcomes} has the topic of shed frames, which need not be there
 * @param heldBack what of {@code outcomes} cannot be read yet
 */
record Moment(
        Map<TopicPartition, InputRange> inputs,
        Map<TopicPartition, OffsetRange> outcomes,
        boolean shedRead,
        List<Report.HeldBack> heldBack) {

    /** Asks Kafka. */
    static Moment now(KafkaAccess kafka, VerificationRequest request) throws TopicsException {
        try (Admin admin = kafka.admin()) {
            TopicOffsets offsets = new TopicOffsets(kafka, admin);
            Map<TopicPartition, OffsetRange> ranges =
                    new InputRanges(offsets, request.inputTopics()).between(request.from(), request.until());

            Map<TopicPartition, Long> beginnings = offsets.beginnings(
                    List.of(request.outcomes().labels(), request.outcomes().deadLetters()));
            Map<TopicPartition, Long> shedBeginnings =
                    offsets.beginningsIfThere(request.outcomes().shed());
            beginnings.putAll(shedBeginnings);
            Map<TopicPartition, Long> ends = offsets.ends(beginnings.keySet());
            Map<TopicPartition, Long> committed = offsets.committedEnds(beginnings.keySet());
            Map<TopicPartition, OffsetRange> outcomes = new LinkedHashMap<>();
            List<Report.HeldBack> heldBack = new ArrayList<>();
            beginnings.forEach((partition, beginning) -> {
                long until = committed.get(partition);
                outcomes.put(partition, new OffsetRange(beginning, until));
                if (until < ends.get(partition)) {
                    heldBack.add(
                            new Report.HeldBack(partition.topic(), partition.partition(), until, ends.get(partition)));
                }
            });

            Map<TopicPartition, Long> existUntil = offsets.ends(ranges.keySet());
            Map<TopicPartition, InputRange> inputs = new LinkedHashMap<>();
            ranges.forEach(
                    (partition, range) -> inputs.put(partition, new InputRange(range, existUntil.get(partition))));
            return new Moment(inputs, outcomes, !shedBeginnings.isEmpty(), heldBack);
        }
    }

    /** @return the inputs by the name that outcomes give them */
    Map<InputPartition, InputRange> inputsAsNamed() {
        Map<InputPartition, InputRange> named = new LinkedHashMap<>();
        inputs.forEach((partition, range) -> named.put(named(partition), range));
        return named;
    }

    static InputPartition named(TopicPartition partition) {
        return new InputPartition(partition.topic(), partition.partition());
    }

    Map<TopicPartition, OffsetRange> outcomesIn(String topic) {
        Map<TopicPartition, OffsetRange> ranges = new LinkedHashMap<>(outcomes);
        ranges.keySet().removeIf(partition -> !partition.topic().equals(topic));
        return ranges;
    }
}
