package io.frametag.bench.stage;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.machine.Cores;
import io.frametag.image.OpenCv;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What plain OpenCV takes for the same picture: everything decoded, nothing checked, every buffer used again, the file
 * already in native memory.
 */
@State(Scope.Benchmark)
public class OpenCvBenchmark {
    private static final int SHORT_SIDE = 256;
    private static final int CROP = 224;

    @Param
    FrameSize size;

    private final byte[] rgb = new byte[CROP * CROP * 3];
    private Round<Mat> files;
    private Mat decoded;
    private Mat resized;
    private Mat picture;
    private Size target;
    private Rect middle;

    @Setup
    public void open() throws IOException {
        Cores.pinAsTold();
        OpenCv.load();
        files = new Round<>(SizedFrames.jpegs(StageJvm.project(), size).stream()
                .map(jpeg -> new Mat(1, jpeg.length, opencv_core.CV_8UC1, new BytePointer(jpeg)))
                .toList());
        decoded = new Mat();
        resized = new Mat();
        picture = new Mat(CROP, CROP, opencv_core.CV_8UC3);
        int width = (int) Math.rint(size.width() * (double) SHORT_SIDE / size.height());
        target = new Size(width, SHORT_SIDE);
        middle = new Rect((width - CROP) / 2, (SHORT_SIDE - CROP) / 2, CROP, CROP);
    }

    @Benchmark
    public Mat decode() {
        return opencv_imgcodecs.imdecode(files.next(), opencv_imgcodecs.IMREAD_COLOR, decoded);
    }

    @Benchmark
    public byte[] picture() {
        decode();
        opencv_imgproc.resize(decoded, resized, target, 0, 0, opencv_imgproc.INTER_LINEAR);
        try (Mat crop = new Mat(resized, middle)) {
            opencv_imgproc.cvtColor(crop, picture, opencv_imgproc.COLOR_BGR2RGB);
        }
        picture.data().get(rgb);
        return rgb;
    }
}
