package io.frametag.tools.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.DeadLetterHeaders;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;

/** Labels and dead letters to a page. Not thread-safe. */
final class OutcomeCounter implements TopicWatch.Receiver {
    private static final String WHO = "outcomes";

    private final SingleObjectCodec<ImageLabels> codec = SingleObjectCodec.imageLabels();
    private final PageState state;
    private final String deadLetters;

    OutcomeCounter(PageState state, String deadLetters) {
        this.state = state;
        this.deadLetters = deadLetters;
    }

    @Override
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.topic().equals(deadLetters)) {
                deadLetter(record);
            } else if (record.value() != null) {
                labels(record);
            }
        }
    }

    private void labels(ConsumerRecord<byte[], byte[]> record) {
        try {
            state.labelled(codec.decode(record.value(), null));
        } catch (WireFormatException e) {
            state.trouble(
                    record.topic(),
                    "Record " + record.topic() + ":" + record.partition() + ":" + record.offset()
                            + " is not one of labels: " + e.getMessage());
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
