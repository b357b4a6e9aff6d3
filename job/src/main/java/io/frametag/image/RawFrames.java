package io.frametag.image;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Raw frames to BGR, by OpenCV's conversions. */
final class RawFrames {
    private RawFrames() {}

    /**
     * @param bytes as the layout says, from the position
     * @param buffer where the planes are put together
     * @param bgr filled; its memory is used again where the size is the same
     */
    static void convert(ByteBuffer bytes, RawLayout layout, NativeBuffer buffer, Mat bgr) {
        boolean subsampled = layout.format() == ImageFormat.NV12 || layout.format() == ImageFormat.I420;
        // OpenCV takes the planes of either for one picture of half as many rows again.
        int rows = subsampled ? layout.height() / 2 * 3 : layout.height();
        boolean coloured = layout.format() == ImageFormat.RGB24 || layout.format() == ImageFormat.BGR24;
        int type = coloured ? opencv_core.CV_8UC3 : opencv_core.CV_8UC1;
        try (Mat frame = new Mat(rows, layout.width(), type, buffer.fill(bytes, layout))) {
            switch (layout.format()) {
                case BGR24 -> frame.copyTo(bgr);
                case RGB24 -> opencv_imgproc.cvtColor(frame, bgr, opencv_imgproc.COLOR_RGB2BGR);
                case GRAY8 -> opencv_imgproc.cvtColor(frame, bgr, opencv_imgproc.COLOR_GRAY2BGR);
                case NV12 -> opencv_imgproc.cvtColor(frame, bgr, opencv_imgproc.COLOR_YUV2BGR_NV12);
                case I420 -> opencv_imgproc.cvtColor(frame, bgr, opencv_imgproc.COLOR_YUV2BGR_I420);
                default -> throw new IllegalArgumentException(layout.format() + " is not raw.");
            }
        }
    }
}
