package io.frametag.tools.page;

import io.frametag.schema.EpochMicros;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import io.frametag.schema.ShedFrame;
import io.frametag.tools.kafka.TopicWatch;
import io.frametag.tools.outcome.OutcomeListener;
import io.frametag.tools.outcome.OutcomeRecords;
import io.frametag.tools.outcome.OutcomeTopics;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Labels, dead letters, shed frames and segments to a page. Not thread-safe. */
final class OutcomeCounter implements TopicWatch.Receiver, OutcomeListener {
    private static final String WHO = "outcomes";

    private final PageState state;
    private final OutcomeRecords records;

    OutcomeCounter(PageState state, OutcomeTopics topics) {
        this.state = state;
        this.records = new OutcomeRecords(topics, this);
    }

    @Override
    public void receive(ConsumerRecords<byte[], byte[]> batch) {
        batch.forEach(records::read);
    }

    @Override
    public void labelled(ImageLabels labels) {
        state.labelled(labels);
    }

    @Override
    public void rejected(String stream, InputCoordinates input, String reason) {
        state.rejected(stream, input == null ? null : id(input), reason);
    }

    @Override
    public void shed(ShedFrame frame) {
        state.shed(frame.getStreamId(), id(frame.getInput()));
    }

    @Override
    public void segment(Segment segment) {
        state.tag(new TimelineTag(
                segment.getStreamId(),
                segment.getLabel(),
                EpochMicros.of(segment.getStartAt()),
                EpochMicros.of(segment.getEndAt()),
                segment.getState() != SegmentState.CLOSED,
                segment.getPeakScore()));
    }

    private static FrameId id(InputCoordinates input) {
        return new FrameId(input.getTopic(), input.getPartition(), input.getOffset());
    }

    @Override
    public void unreadable(String topic, String sentence) {
        state.unreadable(topic, sentence);
    }

    @Override
    public void passedOver(long missed) {
        state.missed(missed);
    }

    @Override
    public void trouble(String sentence) {
        state.trouble(WHO, sentence);
    }
}
