package io.frametag.tools.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Segment;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads labels, dead letters, shed frames and segments for a listener. Not thread-safe. */
public final class OutcomeRecords {
    private final SingleObjectCodec<ImageLabels> labels = SingleObjectCodec.imageLabels();
    private final SingleObjectCodec<ShedFrame> shed = SingleObjectCodec.shedFrames();
    private final SingleObjectCodec<Segment> segments = SingleObjectCodec.segments();
    private final OutcomeTopics topics;
    private final OutcomeListener listener;

    public OutcomeRecords(OutcomeTopics topics, OutcomeListener listener) {
        this.topics = topics;
        this.listener = listener;
    }

    /** Tells the listener of a record of one of the topics. */
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.deadLetters())) {
            deadLetter(record);
        } else if (record.value() != null) {
            avro(record);
        }
    }

    private void avro(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.topic().equals(topics.segments())) {
                listener.segment(segments.decode(record.value(), null));
            } else if (record.topic().equals(topics.shed())) {
                listener.shed(shed.decode(record.value(), null));
            } else {
                listener.labelled(labels.decode(record.value(), null));
            }
        } catch (WireFormatException e) {
            listener.unreadable(
                    record.topic(),
                    "Record " + record.topic() + ":" + record.partition() + ":" + record.offset()
                            + " is not what its topic is for: " + e.getMessage());
        }
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        listener.rejected(
                record.key() == null ? null : new String(record.key(), UTF_8),
                input(record),
                text(record, DeadLetterHeaders.REASON).orElse("(no reason)"));
    }

    private static InputCoordinates input(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new InputCoordinates(
                    text(record, DeadLetterHeaders.TOPIC).orElse(""),
                    Integer.parseInt(text(record, DeadLetterHeaders.PARTITION).orElse("")),
                    Long.parseLong(text(record, DeadLetterHeaders.OFFSET).orElse("")));
        } catch (NumberFormatException noCoordinates) {
            return null;
        }
    }

    private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, UTF_8));
    }
}
