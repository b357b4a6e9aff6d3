package io.frametag.tools.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.ShedFrame;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import io.frametag.tools.outcome.OutcomeTopics;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;

/** Labels, dead letters, shed frames and segments to a page. Not thread-safe. */
final class OutcomeCounter implements TopicWatch.Receiver {
    private static final String WHO = "outcomes";

    private final SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
    private final SingleObjectCodec<ShedFrame> shed = SingleObjectCodec.shedFrames();
    private final PageState state;
    private final OutcomeTopics topics;
    private final SegmentReader segments;

    OutcomeCounter(PageState state, OutcomeTopics topics) {
        this.state = state;
        this.topics = topics;
        this.segments = new SegmentReader(state);
    }

    @Override
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.topic().equals(topics.deadLetters())) {
                deadLetter(record);
            } else if (record.value() != null) {
                answer(record);
            }
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.topic().equals(topics.segments())) {
                segments.read(record);
            } else if (record.topic().equals(topics.shed())) {
                ShedFrame frame = shed.decode(record.value(), null);
                state.shed(
                        frame.getStreamId(),
                        new FrameId(
                                frame.getInput().getTopic(),
                                frame.getInput().getPartition(),
                                frame.getInput().getOffset()));
            } else {
                state.labelled(codec.decode(record.value(), null));
            }
        } catch (WireFormatException e) {
            state.unreadable(
                    record.topic(),
                    "Record " + record.topic() + ":" + record.partition() + ":" + record.offset()
                            + " is not what its topic is for: " + e.getMessage());
        }
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        state.rejected(
                record.key() == null ? null : new String(record.key(), UTF_8),
                id(record),
                text(record, DeadLetterHeaders.REASON).orElse("(no reason)"));
    }

    private static FrameId id(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new FrameId(
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

    @Override
    public void passedOver(long records) {
        state.missed(records);
    }

    @Override
    public void trouble(String sentence) {
        state.trouble(WHO, sentence);
    }
}
