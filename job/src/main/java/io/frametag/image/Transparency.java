package io.frametag.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Shows an image with transparent pixels on a background. */
final class Transparency {
    private static final int ALPHA = 3;
    private static final int OPAQUE = 255;

    private Transparency() {}

    /**
     * Composites: {@code (a·colour + (255 − a)·background) / 255}, rounded.
     *
     * @param decoded grey, BGR or BGRA of 8 or 16 bits, as stored
     * @param multiplied whether the colours are multiplied by alpha already
     * @param orientation EXIF's, by which the result is turned
     * @param bgr filled with 8-bit BGR
     */
    static void show(Mat decoded, boolean multiplied, Background background, int orientation, Mat bgr) {
        try (Mat bytes = new Mat()) {
            // 65535 / 255: OpenCV's own way would cut the low byte off.
            double scale = decoded.depth() == opencv_core.CV_16U ? 1 / 257.0 : 1;
            decoded.convertTo(bytes, opencv_core.CV_8U, scale, 0);
            switch (bytes.channels()) {
                case 1 -> opencv_imgproc.cvtColor(bytes, bgr, opencv_imgproc.COLOR_GRAY2BGR);
                case Pixels.CHANNELS -> bytes.copyTo(bgr);
                default -> {
                    composite(bytes, multiplied, background);
                    opencv_imgproc.cvtColor(bytes, bgr, opencv_imgproc.COLOR_BGRA2BGR);
                }
            }
        }
        turnUpright(bgr, orientation);
    }

    private static void composite(Mat bgra, boolean multiplied, Background background) {
        int[] behind = {background.blue(), background.green(), background.red()};
        byte[] row = new byte[bgra.cols() * (ALPHA + 1)];
        for (int y = 0; y < bgra.rows(); y++) {
            BytePointer stored = bgra.ptr(y);
            stored.get(row);
            for (int at = 0; at < row.length; at += ALPHA + 1) {
                int alpha = Byte.toUnsignedInt(row[at + ALPHA]);
                int weight = multiplied ? OPAQUE : alpha;
                for (int channel = 0; channel < ALPHA; channel++) {
                    int blended = weight * Byte.toUnsignedInt(row[at + channel]) + (OPAQUE - alpha) * behind[channel];
                    row[at + channel] = (byte) Math.min((blended + OPAQUE / 2) / OPAQUE, OPAQUE);
                }
            }
            stored.put(row);
        }
    }

    /** Exif 2.32, section 4.6.4: 2 mirrored, 3 by 180°, 4 flipped, 5 transposed, 6 by 90°, 7 transversed, 8 by 270°. */
    private static void turnUpright(Mat image, int orientation) {
        if (ExifOrientation.transposes(orientation)) {
            opencv_core.transpose(image, image);
        }
        switch (orientation) {
            case 2, 6 -> opencv_core.flip(image, image, 1);
            case 3, 7 -> opencv_core.flip(image, image, -1);
            case 4, 8 -> opencv_core.flip(image, image, 0);
            default -> {}
        }
    }
}
