package io.frametag.pipeline;

import io.frametag.config.Overload;
import io.frametag.config.RecordCoordinates;
import io.frametag.image.DecodeMode;
import io.frametag.image.Decoding;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageLimits;
import io.frametag.model.ModelBundle;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.streaming.util.MockStreamingRuntimeContext;

/** The three operators one after the other, as Flink chains them, with the bundled model. */
final class Chain implements AutoCloseable {
    static final Path REFERENCE = Path.of("models/pp-lcnet-x0_5-cifar10/reference");
    static final ModelReference MODEL = new ModelReference("bundled:pp-lcnet-x0_5-cifar10", null, null);
    static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 1 << 20, 2_000_000);

    final FakeClock clock = new FakeClock();
    private final Decode decode;
    private final Preprocess preprocess;
    private final Classify classify;

    Chain(DecodeMode mode, int topK, RecordCoordinates... rejected) throws Exception {
        this(mode, topK, LIMITS.allowed(), rejected);
    }

    Chain(DecodeMode mode, int topK, Set<ImageFormat> formats, RecordCoordinates... rejected) throws Exception {
        this(new ImageLimits(formats, LIMITS.maxBytes(), LIMITS.maxPixels()), Decoding.in(mode), topK, rejected);
    }

    Chain(ImageLimits limits, Decoding decoding, int topK, RecordCoordinates... rejected) throws Exception {
        this(limits, decoding, topK, Overload.KEEP_ALL, rejected);
    }

    Chain(Overload overload, RecordCoordinates... rejected) throws Exception {
        this(LIMITS, Decoding.in(DecodeMode.FAST), 1, overload, rejected);
    }

    private Chain(ImageLimits limits, Decoding decoding, int topK, Overload overload, RecordCoordinates... rejected)
            throws Exception {
        ModelBundle bundle = MODEL.load();
        DecodeMode mode = decoding.mode();
        decode = new Decode(limits, decoding, bundle.spec().geometry(), Set.of(rejected), overload, clock);
        preprocess = new Preprocess(mode, bundle.spec().geometry(), clock);
        classify = new Classify(MODEL.pinnedTo(bundle), topK, clock);
        decode.setRuntimeContext(new MockStreamingRuntimeContext(1, 0));
        preprocess.setRuntimeContext(new MockStreamingRuntimeContext(1, 0));
        classify.setRuntimeContext(new MockStreamingRuntimeContext(1, 0));
        decode.open(DefaultOpenContext.INSTANCE);
        preprocess.open(DefaultOpenContext.INSTANCE);
        classify.open(DefaultOpenContext.INSTANCE);
    }

    Outcome tag(byte[] value) {
        return tag(new RawRecord(origin(0), value));
    }

    Outcome tag(RawRecord record) {
        return classify.map(preprocess.map(decode.map(record)));
    }

    static Origin origin(long offset) {
        return new Origin("image-events", 0, offset, 0, null, new Origin.Header[0]);
    }

    ImageEvent event(String file) throws Exception {
        return event(Files.readAllBytes(REFERENCE.resolve(file)));
    }

    ImageEvent event(byte[] image) {
        return ImageEvent.newBuilder()
                .setEventId("e-1")
                .setStreamId("camera-1")
                .setSequence(7)
                .setCapturedAt(instant(clock.wallMicros - 2_000))
                .setSentAt(instant(clock.wallMicros - 500))
                .setContentType("image/jpeg")
                .setPayload(ByteBuffer.wrap(image))
                .setAttributes(Map.of())
                .build();
    }

    static byte[] encode(ImageEvent event) {
        return SingleObjectCodec.imageEvents().encode(event);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        decode.close();
        preprocess.close();
        classify.close();
    }
}
