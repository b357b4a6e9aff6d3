package io.frametag.frames;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Range;

/** Makes payloads of pixels. Not thread-safe. */
interface PictureEncoder extends AutoCloseable {
    /** @param bgr stays as it is */
    EncodedImage encode(Mat bgr);

    @Override
    default void close() {}

    /** @param quality 1 to 100 */
    static PictureEncoder jpeg(int quality) {
        return bgr -> {
            try (BytePointer out = new BytePointer();
                    IntPointer options = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
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
