package io.frametag.hostile.image;

import io.frametag.image.OpenCv;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** The formats that OpenCV writes, and its conversion to YUV. */
final class OpenCvEncoder {
    private static final int JPEG_QUALITY = 90;
    private static final int WEBP_QUALITY = 80;
    /** Above 100 WebP is lossless. */
    private static final int WEBP_LOSSLESS = 101;
    /** From 0 to 255 to 0 to 65,535. */
    private static final int TO_16_BITS = 257;

    static {
        OpenCv.load();
    }

    private OpenCvEncoder() {}

    static byte[] jpeg(Picture picture) {
        return file(".jpg", picture, opencv_imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY);
    }

    static byte[] progressiveJpeg(Picture picture) {
        return file(
                ".jpg",
                picture,
                opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                JPEG_QUALITY,
                opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
                1);
    }

    /** A restart marker behind every other block of 16×16 pixels. */
    static byte[] restartJpeg(Picture picture) {
        return file(
                ".jpg",
                picture,
                opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                JPEG_QUALITY,
                opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
                2);
    }

    /** Chroma at full size, where OpenCV's own choice is half of it. */
    static byte[] fullChromaJpeg(Picture picture) {
        return file(
                ".jpg",
                picture,
                opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                JPEG_QUALITY,
                opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444);
    }

    static byte[] greyJpeg(Picture picture) {
        return greyFile(".jpg", picture, opencv_imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY);
    }

    static byte[] png(Picture picture) {
        return file(".png", picture);
    }

    static byte[] greyPng(Picture picture) {
        return greyFile(".png", picture);
    }

    static byte[] png16(Picture picture) {
        return wideFile(".png", picture);
    }

    static byte[] alphaPng(Picture picture) {
        return alphaFile(".png", picture);
    }

    static byte[] webp(Picture picture) {
        return file(".webp", picture, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, WEBP_QUALITY);
    }

    static byte[] losslessWebp(Picture picture) {
        return file(".webp", picture, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, WEBP_LOSSLESS);
    }

    static byte[] alphaWebp(Picture picture) {
        return alphaFile(".webp", picture, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, WEBP_QUALITY);
    }

    static byte[] losslessAlphaWebp(Picture picture) {
        return alphaFile(".webp", picture, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, WEBP_LOSSLESS);
    }

    static byte[] bmp(Picture picture) {
        return file(".bmp", picture);
    }

    /** With a palette of all greys. */
    static byte[] greyBmp(Picture picture) {
        return greyFile(".bmp", picture);
    }

    /** With a mask for each channel. */
    static byte[] alphaBmp(Picture picture) {
        return alphaFile(".bmp", picture);
    }

    /** @param compression as TIFF numbers them */
    static byte[] tiff(Picture picture, int compression) {
        return file(".tiff", picture, opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION, compression);
    }

    static byte[] tiff16(Picture picture) {
        // Of 16 bits the JDK, which the tests read files with, knows no predictor.
        return wideFile(
                ".tiff",
                picture,
                opencv_imgcodecs.IMWRITE_TIFF_PREDICTOR,
                opencv_imgcodecs.IMWRITE_TIFF_PREDICTOR_NONE);
    }

    static byte[] alphaTiff(Picture picture) {
        return alphaFile(".tiff", picture);
    }

    static byte[] grey(Picture picture) {
        return converted(picture, opencv_imgproc.COLOR_BGR2GRAY, picture.width() * picture.height());
    }

    /** Planes of Y, U and V, the last two at half the width and height. */
    static byte[] i420(Picture picture) {
        return converted(picture, opencv_imgproc.COLOR_BGR2YUV_I420, picture.width() * picture.height() * 3 / 2);
    }

    private static byte[] converted(Picture picture, int conversion, int bytes) {
        try (Mat bgr = mat(picture);
                Mat other = new Mat()) {
            opencv_imgproc.cvtColor(bgr, other, conversion);
            byte[] pixels = new byte[bytes];
            other.data().get(pixels);
            return pixels;
        }
    }

    private static Mat mat(Picture picture) {
        Mat mat = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3);
        mat.data().put(picture.bgr());
        return mat;
    }

    private static byte[] greyFile(String ending, Picture picture, int... options) {
        try (Mat bgr = mat(picture);
                Mat grey = new Mat()) {
            opencv_imgproc.cvtColor(bgr, grey, opencv_imgproc.COLOR_BGR2GRAY);
            return file(ending, grey, options);
        }
    }

    private static byte[] wideFile(String ending, Picture picture, int... options) {
        try (Mat bgr = mat(picture);
                Mat wide = new Mat()) {
            bgr.convertTo(wide, opencv_core.CV_16U, TO_16_BITS, 0);
            return file(ending, wide, options);
        }
    }

    /** Transparent at the left, opaque at the right. */
    private static byte[] alphaFile(String ending, Picture picture, int... options) {
        int pixels = picture.width() * picture.height();
        byte[] bgra = new byte[pixels * 4];
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(picture.bgr(), pixel * Picture.CHANNELS, bgra, pixel * 4, Picture.CHANNELS);
            bgra[pixel * 4 + 3] = (byte) (255 * (pixel % picture.width()) / picture.width());
        }
        try (Mat mat = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC4)) {
            mat.data().put(bgra);
            return file(ending, mat, options);
        }
    }

    private static byte[] file(String ending, Picture picture, int... options) {
        try (Mat mat = mat(picture)) {
            return file(ending, mat, options);
        }
    }

    private static byte[] file(String ending, Mat mat, int... options) {
        try (BytePointer out = new BytePointer();
                IntPointer parameters = new IntPointer(options)) {
            if (!opencv_imgcodecs.imencode(ending, mat, out, parameters)) {
                throw new IllegalStateException("OpenCV writes no " + ending + " of this image.");
            }
            byte[] file = new byte[Math.toIntExact(out.limit())];
            out.get(file);
            return file;
        }
    }
}
