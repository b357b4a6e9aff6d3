package io.frametag.frames;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
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

    /** What the job knows of formats without a header (docs/formats.md), as far as OpenCV makes it. */
    enum RawFormat {
        bgr24("image/x-bgr24", 3, -1),
        rgb24("image/x-rgb24", 3, opencv_imgproc.COLOR_BGR2RGB),
        gray8("image/x-gray8", 1, opencv_imgproc.COLOR_BGR2GRAY),
        /** Even sides: an odd row or column at the edge is left out. */
        i420("image/x-i420", 1, opencv_imgproc.COLOR_BGR2YUV_I420);

        private final String contentType;
        private final int bytesAPixel;
        private final int conversion;

        RawFormat(String contentType, int bytesAPixel, int conversion) {
            this.contentType = contentType;
            this.bytesAPixel = bytesAPixel;
            this.conversion = conversion;
        }

        String contentType() {
            return contentType;
        }

        /** Of the first plane. */
        int bytesAPixel() {
            return bytesAPixel;
        }

        int width(Mat bgr) {
            return this == i420 ? bgr.cols() & ~1 : bgr.cols();
        }

        int height(Mat bgr) {
            return this == i420 ? bgr.rows() & ~1 : bgr.rows();
        }

        void convert(Mat bgr, Mat to) {
            if (conversion < 0) {
                bgr.copyTo(to);
            } else {
                opencv_imgproc.cvtColor(bgr, to, conversion);
            }
        }
    }
}
