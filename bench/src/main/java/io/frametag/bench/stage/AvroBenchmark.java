package io.frametag.bench.stage;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.machine.Cores;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Label;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import io.frametag.schema.SingleObjectCodec;
import io.frametag.schema.WireFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Both ends of the wire: an image event with a 640×480 JPEG in it, and the labels of one frame. */
@State(Scope.Benchmark)
public class AvroBenchmark {
    private static final Instant THEN = Instant.parse("2026-11-24T00:00:00Z");

    private final SingleObjectCodec<ImageEvent> events = SingleObjectCodec.imageEvents();
    private final SingleObjectCodec<ImageLabels> labels = SingleObjectCodec.imageLabels();
    private Round<byte[]> records;
    private ImageEvent reused;
    private ImageLabels outcome;

    @Setup
    public void open() throws IOException {
        Cores.pinAsTold();
        records = new Round<>(SizedFrames.jpegs(StageJvm.project(), FrameSize.P480).stream()
                .map(jpeg -> events.encode(event(jpeg)))
                .toList());
        outcome = outcome();
    }

    /** Into the record of the call before, as the job does. */
    @Benchmark
    public ImageEvent decodeEvent() throws WireFormatException {
        reused = events.decode(records.next(), reused);
        return reused;
    }

    @Benchmark
    public byte[] encodeLabels() {
        return labels.encode(outcome);
    }

    private static ImageEvent event(byte[] jpeg) {
        return new ImageEvent(
                "camera-1/42",
                "camera-1",
                42L,
                THEN,
                THEN,
                "image/jpeg",
                FrameSize.P480.width(),
                FrameSize.P480.height(),
                null,
                ByteBuffer.wrap(jpeg),
                Map.of());
    }

    private static ImageLabels outcome() {
        List<Label> best = IntStream.range(0, 5)
                .mapToObj(i -> new Label(i, "class " + i, 0.5f / (i + 1)))
                .toList();
        return new ImageLabels(
                "camera-1/42",
                "camera-1",
                42L,
                THEN,
                THEN,
                new InputCoordinates("frames", 3, 42L),
                "run-1",
                new Model("PP-LCNet_x1_0", "1", "0".repeat(64)),
                best,
                FrameSize.P480.width(),
                FrameSize.P480.height(),
                new Latency(100L, 1200L, 200L, 4200L, 9000L),
                List.of());
    }
}
