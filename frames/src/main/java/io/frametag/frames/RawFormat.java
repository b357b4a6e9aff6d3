package io.frametag.frames;

import io.frametag.image.ImageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Those of the job's formats without a header (docs/formats.md) that OpenCV makes. */
enum RawFormat {
    BGR24(ImageFormat.BGR24, 3, -1),
    RGB24(ImageFormat.RGB24, 3, opencv_imgproc.COLOR_BGR2RGB),
    GRAY8(ImageFormat.GRAY8, 1, opencv_imgproc.COLOR_BGR2GRAY),
    /** Even sides: an odd row or column at the edge is left out. */
    I420(ImageFormat.I420, 1, opencv_imgproc.COLOR_BGR2YUV_I420);

    private final ImageFormat format;
    private final int bytesAPixel;
    private final int conversion;

    RawFormat(ImageFormat format, int bytesAPixel, int conversion) {
        this.format = format;
        this.bytesAPixel = bytesAPixel;
        this.conversion = conversion;
    }

    /** @throws IllegalArgumentException if there is no such format, in a sentence */
    static RawFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--raw must be one of "
                        + Arrays.stream(values()).map(RawFormat::toString).collect(Collectors.joining(", "))
                        + ", but is "
                        + name + "."));
    }

    String contentType() {
        return format.mediaType();
    }

    /** Of the first plane. */
    int bytesAPixel() {
        return bytesAPixel;
    }

    int width(Mat bgr) {
        return this == I420 ? bgr.cols() & ~1 : bgr.cols();
    }

    int height(Mat bgr) {
        return this == I420 ? bgr.rows() & ~1 : bgr.rows();
    }

    void convert(Mat bgr, Mat to) {
        int code = conversion;
        if (code < 0) {
            bgr.copyTo(to);
        } else {
            opencv_imgproc.cvtColor(bgr, to, code);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
