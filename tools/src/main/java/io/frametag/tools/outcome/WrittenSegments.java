package io.frametag.tools.outcome;

import io.frametag.schema.Segment;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import io.frametag.tools.kafka.Content;
import io.frametag.tools.kafka.KafkaAccess;
import io.frametag.tools.kafka.OffsetRange;
import io.frametag.tools.kafka.ScanProgress;
import io.frametag.tools.kafka.TopicOffsets;
import io.frametag.tools.kafka.TopicScan;
import io.frametag.tools.kafka.TopicsException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The segments in a topic, as of now. */
public final class WrittenSegments {
    private static final Comparator<Segment> ORDER = Comparator.comparing(Segment::getStreamId)
            .thenComparing(Segment::getStartAt)
            .thenComparing(Segment::getLabel);

    private WrittenSegments() {}

    /**
     * @return the last word on each segment, by stream and start
     * @throws TopicsException if Kafka fails, or a record is no segment
     */
    public static List<Segment> in(String topic, KafkaAccess kafka) throws TopicsException {
        SingleObjectCodec<Segment> codec = SingleObjectCodec.segments();
        Map<String, Segment> last = new HashMap<>();
        try (Admin admin = kafka.admin()) {
            TopicOffsets offsets = new TopicOffsets(kafka, admin);
            Map<TopicPartition, Long> beginnings = offsets.beginnings(List.of(topic));
            Map<TopicPartition, OffsetRange> all = new HashMap<>();
            offsets.committedEnds(beginnings.keySet())
                    .forEach((partition, end) -> all.put(partition, new OffsetRange(beginnings.get(partition), end)));
            new TopicScan(kafka, ScanProgress.NONE).scan(topic, all, Content.VALUE, record -> {
                Segment segment = decoded(codec, record);
                last.put(segment.getSegmentId(), segment);
            });
        }
        return last.values().stream().sorted(ORDER).toList();
    }

    private static Segment decoded(SingleObjectCodec<Segment> codec, ConsumerRecord<byte[], byte[]> record)
            throws TopicsException {
        try {
            return codec.decode(record.value(), null);
        } catch (WireFormatException e) {
            throw new TopicsException(
                    "Record " + record.topic() + ":" + record.partition() + ":" + record.offset() + " is no segment: "
                            + e.getMessage(),
                    e);
        }
    }
}
