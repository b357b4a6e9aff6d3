package io.frametag.bench.frames;

import io.frametag.bench.BenchFailure;
import io.frametag.image.OpenCv;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The sample photos as a camera of a given size would send them: scaled until they cover it, cut from the middle, and
 * JPEG-compressed at quality 90 with colours at half the resolution (4:2:0). Equal bytes on every run of one build.
 */
public final class SizedFrames {
    private static final String SAMPLES = "deploy/local/frames";
    private static final int QUALITY = 90;

    private SizedFrames() {}

    /**
     * @param project the project's root folder
     * @return every sample photo, by name, at exactly this size; the arrays are the caller's own
     */
    public static List<byte[]> jpegs(Path project, FrameSize size) throws IOException {
        OpenCv.load();
        List<byte[]> jpegs = new ArrayList<>();
        for (Path photo : samples(project)) {
            jpegs.add(sized(photo, size));
        }
        return List.copyOf(jpegs);
    }

    private static List<Path> samples(Path project) throws IOException {
        Path folder = project.resolve(SAMPLES);
        List<Path> samples = new ArrayList<>();
        try (DirectoryStream<Path> photos = Files.newDirectoryStream(folder, "*.jpg")) {
            photos.forEach(samples::add);
        }
        if (samples.isEmpty()) {
            throw new BenchFailure("There is no sample photo (*.jpg) in " + folder + ": is that a whole checkout?");
        }
        samples.sort(null);
        return samples;
    }

    private static byte[] sized(Path photo, FrameSize size) throws IOException {
        byte[] file = Files.readAllBytes(photo);
        try (BytePointer bytes = new BytePointer(file);
                Mat encoded = new Mat(1, file.length, opencv_core.CV_8UC1, bytes);
                Mat whole = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR);
                Mat scaled = covering(whole, size);
                Rect middle = middle(scaled, size);
                Mat frame = new Mat(scaled, middle)) {
            return jpeg(frame);
        }
    }

    private static Mat covering(Mat whole, FrameSize size) {
        double scale = Math.max((double) size.width() / whole.cols(), (double) size.height() / whole.rows());
        int width = Math.max(size.width(), (int) Math.rint(whole.cols() * scale));
        int height = Math.max(size.height(), (int) Math.rint(whole.rows() * scale));
        Mat scaled = new Mat();
        try (Size target = new Size(width, height)) {
            int interpolation = scale > 1 ? opencv_imgproc.INTER_CUBIC : opencv_imgproc.INTER_AREA;
            opencv_imgproc.resize(whole, scaled, target, 0, 0, interpolation);
        }
        return scaled;
    }

    private static Rect middle(Mat scaled, FrameSize size) {
        return new Rect(
                (scaled.cols() - size.width()) / 2, (scaled.rows() - size.height()) / 2, size.width(), size.height());
    }

    private static byte[] jpeg(Mat frame) {
        try (BytePointer out = new BytePointer();
                IntPointer options = new IntPointer(
                        opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                        QUALITY,
                        opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                        opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_420)) {
            opencv_imgcodecs.imencode(".jpg", frame, out, options);
            byte[] jpeg = new byte[Math.toIntExact(out.limit())];
            out.get(jpeg);
            return jpeg;
        }
    }
}
