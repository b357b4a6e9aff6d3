package io.frametag.bench.load;

import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Encoded image events of a few frames in turn. One thread only. */
public final class Events {
    private final List<byte[]> frames;
    private final SingleObjectCodec<ImageEvent> codec = SingleObjectCodec.imageEvents();

    /** @param frames whole JPEG files */
    public Events(List<byte[]> frames) {
        this.frames = List.copyOf(frames);
    }

    /** @param at when it was captured and sent */
    public byte[] event(String stream, long sequence, Instant at) {
        Instant micros = at.truncatedTo(ChronoUnit.MICROS);
        return codec.encode(ImageEvent.newBuilder()
                .setEventId(stream + "/" + sequence)
                .setStreamId(stream)
                .setSequence(sequence)
                .setCapturedAt(micros)
                .setSentAt(micros)
                .setContentType("image/jpeg")
                .setPayload(ByteBuffer.wrap(frames.get((int) (sequence % frames.size()))))
                .build());
    }
}
