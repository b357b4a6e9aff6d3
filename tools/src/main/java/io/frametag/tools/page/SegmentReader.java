package io.frametag.tools.page;

import io.frametag.schema.EpochMicros;
import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Segments to a page's timelines. Not thread-safe. */
final class SegmentReader {
    private final SingleObjectCodec<Segment> codec = SingleObjectCodec.segments();
    private final PageState state;

    SegmentReader(PageState state) {
        this.state = state;
    }

    /** @throws WireFormatException if it is no segment */
    void read(ConsumerRecord<byte[], byte[]> record) throws WireFormatException {
        Segment segment = codec.decode(record.value(), null);
        state.tag(new TimelineTag(
                segment.getStreamId(),
                segment.getLabel(),
                EpochMicros.of(segment.getStartAt()),
                EpochMicros.of(segment.getEndAt()),
                segment.getState() != SegmentState.CLOSED,
                segment.getPeakScore()));
    }
}
