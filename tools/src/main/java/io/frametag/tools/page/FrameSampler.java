package io.frametag.tools.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import io.frametag.tools.kafka.TopicWatch;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Image events to a page: of each batch the newest frame of each stream, if the page wants one. Not thread-safe. */
final class FrameSampler implements TopicWatch.Receiver {
    private static final String WHO = "frames";

    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();
    private final PageState state;

    FrameSampler(PageState state) {
        this.state = state;
    }

    @Override
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        Map<String, ConsumerRecord<byte[], byte[]>> newest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null) {
                newest.put(record.key() == null ? "" : new String(record.key(), UTF_8), record);
            }
        }
        newest.forEach((stream, record) -> {
            if (stream.isEmpty() || state.wantsFrame(stream)) {
                sample(record);
            }
        });
    }

    private void sample(ConsumerRecord<byte[], byte[]> record) {
        try {
            ImageEvent event = codec.decode(record.value(), null);
            if (event.getPayload() instanceof ByteBuffer image && state.wantsFrame(event.getStreamId())) {
                state.frame(
                        event.getStreamId(),
                        new SampledFrame(
                                new FrameId(record.topic(), record.partition(), record.offset()),
                                event.getSequence(),
                                event.getContentType(),
                                event.getWidth(),
                                event.getHeight(),
                                event.getStride(),
                                image));
            }
        } catch (WireFormatException notAnEvent) {
            // The job makes a dead letter of it, which is counted.
        }
    }

    /** What is passed over here was not going to be shown. */
    @Override
    public void passedOver(long records) {}

    @Override
    public void trouble(String sentence) {
        state.trouble(WHO, sentence);
    }
}
