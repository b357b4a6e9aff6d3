package io.frametag.bench.fidelity;

import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.OpenCv;
import io.frametag.image.PixelSize;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The model's picture by OpenCV's own calls, for rules of reduction that the job has not. Buffers are used again. Not
 * thread-safe.
 */
final class OpenCvPicture implements AutoCloseable {
    private final ImageGeometry geometry;
    private final Reduction reduction;
    private final Mat decoded;
    private final Mat resized = new Mat();
    private final Mat picture = new Mat();

    OpenCvPicture(ImageGeometry geometry, Reduction reduction) {
        OpenCv.load();
        this.geometry = geometry;
        this.reduction = reduction;
        this.decoded = new Mat();
    }

    /** @return BGR, the same object each time */
    Mat decode(byte[] jpeg, PixelSize whole) {
        int flags = switch (reduction.divisor(whole, geometry.resized(whole))) {
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
            case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
            default -> opencv_imgcodecs.IMREAD_COLOR;
        };
        try (BytePointer bytes = new BytePointer(jpeg);
                Mat file = new Mat(1, jpeg.length, opencv_core.CV_8UC1, bytes)) {
            return opencv_imgcodecs.imdecode(file, flags, decoded);
        }
    }

    /** @return as {@link io.frametag.image.Preprocessor#rgb}, in an array of the caller's own */
    byte[] rgb(byte[] jpeg, PixelSize whole) {
        decode(jpeg, whole);
        PixelSize target = geometry.resized(whole);
        try (Size size = new Size(target.width(), target.height())) {
            opencv_imgproc.resize(decoded, resized, size, 0, 0, code(geometry.interpolation()));
        }
        try (Rect middle = middle(target);
                Mat crop = new Mat(resized, middle)) {
            opencv_imgproc.cvtColor(crop, picture, opencv_imgproc.COLOR_BGR2RGB);
        }
        byte[] rgb = new byte[Math.toIntExact(geometry.output().pixels() * 3)];
        picture.data().get(rgb);
        return rgb;
    }

    private Rect middle(PixelSize target) {
        PixelSize output = geometry.output();
        return new Rect(
                (target.width() - output.width()) / 2,
                (target.height() - output.height()) / 2,
                output.width(),
                output.height());
    }

    private static int code(Interpolation interpolation) {
        return interpolation == Interpolation.AREA ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
    }

    @Override
    public void close() {
        picture.close();
        resized.close();
        decoded.close();
    }
}
