package io.frametag.image;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** OpenCV called by hand, in the plainest way: what the code under test is held against. */
final class Cv {
    private Cv() {}

    /** A whole image: 8-bit BGR, interleaved. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    record Bgr(int width, int height, byte[] bytes) {
        static Bgr of(Mat mat) {
            assert mat.isContinuous() && mat.type() == opencv_core.CV_8UC3;
            byte[] bytes = new byte[mat.rows() * mat.cols() * 3];
            mat.data().get(bytes);
            return new Bgr(mat.cols(), mat.rows(), bytes);
        }

        Mat mat() {
            Mat mat = new Mat(height, width, opencv_core.CV_8UC3);
            mat.data().put(bytes);
            return mat;
        }

        Bgr resized(int toWidth, int toHeight, int interpolation) {
            try (Mat from = mat();
                    Mat to = new Mat();
                    Size size = new Size(toWidth, toHeight)) {
                opencv_imgproc.resize(from, to, size, 0, 0, interpolation);
                return of(to);
            }
        }

        byte[] croppedRgb(int x, int y, int cropWidth, int cropHeight) {
            try (Mat from = mat();
                    Rect window = new Rect(x, y, cropWidth, cropHeight);
                    Mat crop = new Mat(from, window);
                    Mat rgb = new Mat()) {
                opencv_imgproc.cvtColor(crop, rgb, opencv_imgproc.COLOR_BGR2RGB);
                return of(rgb).bytes();
            }
        }

        byte[] jpeg(int quality) {
            return encoded(".jpg", new int[] {opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality});
        }

        /** A restart marker behind each row of blocks. */
        byte[] jpegWithRestarts() {
            return encoded(".jpg", new int[] {opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL, (width + 15) / 16});
        }

        byte[] webp(int quality) {
            return encoded(".webp", new int[] {opencv_imgcodecs.IMWRITE_WEBP_QUALITY, quality});
        }

        byte[] png() {
            return encoded(".png", new int[] {opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 1});
        }

        private byte[] encoded(String extension, int[] parameters) {
            try (Mat from = mat();
                    BytePointer out = new BytePointer();
                    IntPointer options = new IntPointer(parameters)) {
                opencv_imgcodecs.imencode(extension, from, out, options);
                byte[] bytes = new byte[Math.toIntExact(out.limit())];
                out.get(bytes);
                return bytes;
            }
        }
    }

    static Bgr decode(byte[] file) {
        OpenCv.load();
        try (BytePointer bytes = new BytePointer(file);
                Mat in = new Mat(1, file.length, opencv_core.CV_8UC1, bytes);
                Mat out = opencv_imgcodecs.imdecode(in, opencv_imgcodecs.IMREAD_COLOR)) {
            return Bgr.of(out);
        }
    }

    static Bgr plain(int width, int height, int value) {
        byte[] bytes = new byte[width * height * 3];
        Arrays.fill(bytes, (byte) value);
        return new Bgr(width, height, bytes);
    }
}
