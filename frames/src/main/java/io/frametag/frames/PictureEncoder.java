package io.frametag.frames;

import io.frametag.tools.CommandFailure;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Range;

/** Makes payloads of pixels. Not thread-safe. */
interface PictureEncoder extends AutoCloseable {
    int MOST_JPEG_PIXELS = 65_500;

    /**
     * @param bgr stays as it is
     * @throws CommandFailure if there is no such image in the format
     */
    EncodedImage encode(Mat bgr);

    private static CommandFailure unfit(Mat bgr, String why) {
        return CommandFailure.wrongUse("A frame has " + bgr.cols() + "×" + bgr.rows() + " pixels, and " + why);
    }

    @Override
    default void close() {}

    /** @param quality 1 to 100 */
    static PictureEncoder jpeg(int quality) {
        return bgr -> {
            try (BytePointer out = new BytePointer();
                    IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
                if (bgr.cols() > MOST_JPEG_PIXELS || bgr.rows() > MOST_JPEG_PIXELS) {
                    throw unfit(bgr, "JPEG has at most " + MOST_JPEG_PIXELS + " pixels a side: send it --raw.");
                }
                opencv_imgcodecs.imencode(".jpg", bgr, out, options);
                byte[] bytes = new byte[Math.toIntExact(out.limit())];
                out.get(bytes);
                return new EncodedImage("image/jpeg", bytes, null, null, null);
            }
        };
    }

    static PictureEncoder raw(RawFormat format) {
        Mat converted = new Mat();
        return new PictureEncoder() {
            @Override
            public EncodedImage encode(Mat bgr) {
                int width = format.width(bgr);
                int height = format.height(bgr);
                if (width == 0 || height == 0) {
                    throw unfit(bgr, format + " needs two pixels a side: choose another --raw.");
                }
                try (Range rows = new Range(0, height);
                        Range columns = new Range(0, width);
                        Mat even = new Mat(bgr, rows, columns)) {
                    format.convert(even, converted);
                }
                byte[] bytes = new byte[Math.toIntExact(converted.total() * converted.elemSize())];
                converted.data().get(bytes);
                return new EncodedImage(format.contentType(), bytes, width, height, width * format.bytesAPixel());
            }

            @Override
            public void close() {
                converted.close();
            }
        };
    }
}
