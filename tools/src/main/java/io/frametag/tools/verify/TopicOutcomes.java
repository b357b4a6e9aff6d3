package io.frametag.tools.verify;

import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The outcomes in a job's topics, up to the ends that these had at one moment. */
final class TopicOutcomes implements OutcomeSource {
    private final TopicScan scan;
    private final VerificationRequest request;
    private final Map<TopicPartition, OffsetRange> ranges;
    private final boolean shedRead;
    private final List<Report.HeldBack> heldBack;

    private TopicOutcomes(
            TopicScan scan,
            VerificationRequest request,
            Map<TopicPartition, OffsetRange> ranges,
            boolean shedRead,
            List<Report.HeldBack> heldBack) {
        this.scan = scan;
        this.request = request;
        this.ranges = ranges;
        this.shedRead = shedRead;
        this.heldBack = heldBack;
    }

    /** Asks Kafka for the ends. */
    static TopicOutcomes now(TopicOffsets offsets, TopicScan scan, VerificationRequest request) throws TopicsException {
        Map<TopicPartition, Long> beginnings = offsets.beginnings(
                List.of(request.outcomes().labels(), request.outcomes().deadLetters()));
        Map<TopicPartition, Long> shedBeginnings =
                offsets.beginningsIfThere(request.outcomes().shed());
        beginnings.putAll(shedBeginnings);
        Map<TopicPartition, Long> ends = offsets.ends(beginnings.keySet());
        Map<TopicPartition, Long> committed = offsets.committedEnds(beginnings.keySet());
        Map<TopicPartition, OffsetRange> ranges = new LinkedHashMap<>();
        List<Report.HeldBack> heldBack = new ArrayList<>();
        beginnings.forEach((partition, beginning) -> {
            long until = committed.get(partition);
            ranges.put(partition, new OffsetRange(beginning, until));
            if (until < ends.get(partition)) {
                heldBack.add(new Report.HeldBack(partition.topic(), partition.partition(), until, ends.get(partition)));
            }
        });
        return new TopicOutcomes(scan, request, ranges, !shedBeginnings.isEmpty(), heldBack);
    }

    @Override
    public void read(Outcomes outcomes, Examples<Report.Unreadable> unreadable) throws TopicsException {
        read(request.outcomes().labels(), Content.VALUE, AvroReader.labels(), outcomes, unreadable);
        read(request.outcomes().deadLetters(), Content.NONE, new DeadLetterReader(), outcomes, unreadable);
        read(request.outcomes().shed(), Content.VALUE, AvroReader.shedFrames(), outcomes, unreadable);
    }

    private void read(
            String topic,
            Content content,
            OutcomeReader reader,
            Outcomes outcomes,
            Examples<Report.Unreadable> unreadable)
            throws TopicsException {
        Map<TopicPartition, OffsetRange> partitions = new LinkedHashMap<>(ranges);
        partitions.keySet().removeIf(partition -> !partition.topic().equals(topic));
        scan.scan(topic, partitions, content, record -> {
            try {
                outcomes.record(reader.read(record));
            } catch (UnreadableOutcomeException e) {
                unreadable.add(
                        new Report.Unreadable(record.topic(), record.partition(), record.offset(), e.getMessage()));
            }
        });
    }

    @Override
    public String labels() {
        return request.outcomes().labels();
    }

    @Override
    public String deadLetters() {
        return request.outcomes().deadLetters();
    }

    /** @return null if there is no such topic, or it may not be seen */
    @Override
    public String shed() {
        return shedRead ? request.outcomes().shed() : null;
    }

    @Override
    public List<Report.HeldBack> heldBack() {
        return heldBack;
    }
}
