package io.frametag.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** OpenCV's resize, the centre crop, BGR to RGB. It keeps its native memory from call to call. */
final class OpenCvResize implements PictureResize {
    private final DecodeMode mode;
    private final ImageGeometry geometry;
    private final Mat resized;
    private final Mat picture;
    private final BytePointer pictureBytes;
    private final Size size = new Size();
    private final Rect window = new Rect();
    private final byte[] rgb;

    /** @param mode {@link DecodeMode#FAST} resizes no more than the crop needs */
    OpenCvResize(DecodeMode mode, ImageGeometry geometry) {
        PixelSize output = geometry.output();
        this.mode = mode;
        this.geometry = geometry;
        this.rgb = new byte[Math.toIntExact(output.pixels() * Pixels.CHANNELS)];
        this.resized = new Mat();
        this.picture = new Mat(output.height(), output.width(), opencv_core.CV_8UC3);
        this.pictureBytes = picture.data();
    }

    @Override
    public byte[] rgb(Pixels pixels) {
        // Of the whole image's size: a scaled decoding has rounded its sides, and would round the target differently.
        PixelSize target = geometry.resized(pixels.size());
        if (mode == DecodeMode.FAST && worthCropping(pixels.bgr(), target)) {
            resizeAroundCrop(pixels.bgr(), target);
        } else {
            resizeWhole(pixels.bgr(), target);
        }
        window.width(geometry.output().width()).height(geometry.output().height());
        try (Mat crop = new Mat(resized, window)) {
            opencv_imgproc.cvtColor(crop, picture, opencv_imgproc.COLOR_BGR2RGB);
        }
        pictureBytes.get(rgb);
        if (target.pixels() * Pixels.CHANNELS > ImageDecoder.RETAINED_PIXEL_BYTES) {
            resized.release();
        }
        return rgb;
    }

    private void resizeWhole(Mat bgr, PixelSize target) {
        size.width(target.width()).height(target.height());
        opencv_imgproc.resize(bgr, resized, size, 0, 0, geometry.interpolation().openCvCode());
        window.x(geometry.cropX(target)).y(geometry.cropY(target));
    }

    private boolean worthCropping(Mat bgr, PixelSize target) {
        return geometry.interpolation() == Interpolation.LINEAR
                && !target.equals(geometry.output())
                && bgr.cols() >= target.width()
                && bgr.rows() >= target.height();
    }

    private void resizeAroundCrop(Mat bgr, PixelSize target) {
        PixelSize output = geometry.output();
        Segment columns = Segment.around(bgr.cols(), target.width(), geometry.cropX(target), output.width());
        Segment rows = Segment.around(bgr.rows(), target.height(), geometry.cropY(target), output.height());
        window.x(columns.from()).y(rows.from()).width(columns.length()).height(rows.length());
        // Without a size, OpenCV takes the scales as they are: those of the whole image.
        size.width(0).height(0);
        double scaleX = (double) target.width() / bgr.cols();
        double scaleY = (double) target.height() / bgr.rows();
        try (Mat part = new Mat(bgr, window)) {
            opencv_imgproc.resize(
                    part,
                    resized,
                    size,
                    scaleX,
                    scaleY,
                    geometry.interpolation().openCvCode());
        }
        window.x(columns.skip()).y(rows.skip());
    }

    @Override
    public void close() {
        window.close();
        size.close();
        picture.close();
        resized.close();
    }
}
