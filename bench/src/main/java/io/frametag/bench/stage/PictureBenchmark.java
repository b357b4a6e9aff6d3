package io.frametag.bench.stage;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.machine.Cores;
import io.frametag.image.BadImageException;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageFormat;
import io.frametag.image.ImageGeometry;
import io.frametag.image.ImageLimits;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import io.frametag.image.Pixels;
import io.frametag.image.Preprocessor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The job's own way from a JPEG to the model's picture: short side 256, linear, 224×224 from the middle. */
@State(Scope.Benchmark)
public class PictureBenchmark {
    private static final ImageGeometry GEOMETRY =
            ImageGeometry.shortSide(256, Interpolation.LINEAR, new PixelSize(224, 224));
    private static final ImageLimits LIMITS = new ImageLimits(EnumSet.allOf(ImageFormat.class), 64 << 20, 50_000_000);

    @Param
    FrameSize size;

    private Round<ByteBuffer> frames;
    private ImageDecoder fast;
    private ImageDecoder exact;
    private ImageDecoder holder;
    private Preprocessor preprocessor;
    private Pixels pixels;

    @Setup
    public void open() throws IOException, BadImageException {
        Cores.pinAsTold();
        frames = new Round<>(SizedFrames.jpegs(StageJvm.project(), size).stream()
                .map(ByteBuffer::wrap)
                .toList());
        fast = new ImageDecoder(LIMITS, DecodeMode.FAST, GEOMETRY);
        exact = new ImageDecoder(LIMITS, DecodeMode.EXACT, GEOMETRY);
        holder = new ImageDecoder(LIMITS, DecodeMode.FAST, GEOMETRY);
        preprocessor = new Preprocessor(DecodeMode.FAST, GEOMETRY);
        pixels = holder.decode(frames.next());
    }

    @Benchmark
    public Pixels decodeFast() throws BadImageException {
        return fast.decode(frames.next());
    }

    @Benchmark
    public Pixels decodeExact() throws BadImageException {
        return exact.decode(frames.next());
    }

    /** On one frame, decoded before: the time does not depend on what is in it. */
    @Benchmark
    public byte[] preprocess() {
        return preprocessor.rgb(pixels);
    }

    @Benchmark
    public byte[] picture() throws BadImageException {
        return preprocessor.rgb(fast.decode(frames.next()));
    }

    @TearDown
    public void close() {
        fast.close();
        exact.close();
        holder.close();
        preprocessor.close();
    }
}
