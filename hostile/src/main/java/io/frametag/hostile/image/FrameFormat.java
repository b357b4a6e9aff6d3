package io.frametag.hostile.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION_ADOBE_DEFLATE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION_LZW;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION_NONE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION_PACKBITS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Every format that the job reads, and of each the kinds that the encoders of OpenCV and the JDK write and a decoder has code of
 * its own for. Kinds that neither writes are not among them: arithmetic and lossless JPEG, RLE4 and OS/2 BMP, tiled and fax TIFF,
 * animated WebP. Damage makes some of these now and then.
 */
@SuppressWarnings("ImmutableEnumChecker") // encoders have no state
public enum FrameFormat {
    JPEG_BASELINE("JPEG, baseline", Container.JPEG, "image/jpeg", OpenCvEncoder::jpeg),
    JPEG_PROGRESSIVE("JPEG, progressive", Container.JPEG, "image/jpeg", OpenCvEncoder::progressiveJpeg),
    JPEG_GREY("JPEG, grey", Container.JPEG, "image/jpeg", OpenCvEncoder::greyJpeg),
    JPEG_RESTARTS("JPEG, restart markers", Container.JPEG, "image/jpeg", OpenCvEncoder::restartJpeg),
    JPEG_444("JPEG, 4:4:4", Container.JPEG, "image/jpeg", OpenCvEncoder::fullChromaJpeg),
    JPEG_CMYK("JPEG, CMYK", Container.JPEG, "image/jpeg", JdkEncoder::cmykJpeg),
    JPEG_EXIF("JPEG, turned by EXIF", Container.JPEG, "image/jpeg", FrameFormat::turnedJpeg),
    PNG_8("PNG, 8 bits", Container.PNG, "image/png", OpenCvEncoder::png),
    PNG_16("PNG, 16 bits", Container.PNG, "image/png", OpenCvEncoder::png16),
    PNG_GREY("PNG, grey", Container.PNG, "image/png", OpenCvEncoder::greyPng),
    PNG_PALETTE("PNG, palette", Container.PNG, "image/png", JdkEncoder::palettePng),
    PNG_ALPHA("PNG, alpha", Container.PNG, "image/png", OpenCvEncoder::alphaPng),
    PNG_INTERLACED("PNG, interlaced", Container.PNG, "image/png", JdkEncoder::interlacedPng),
    WEBP_LOSSY("WebP, lossy", Container.WEBP, "image/webp", OpenCvEncoder::webp),
    WEBP_LOSSLESS("WebP, lossless", Container.WEBP, "image/webp", OpenCvEncoder::losslessWebp),
    WEBP_ALPHA("WebP, lossy with alpha", Container.WEBP, "image/webp", OpenCvEncoder::alphaWebp),
    WEBP_LOSSLESS_ALPHA("WebP, lossless with alpha", Container.WEBP, "image/webp", OpenCvEncoder::losslessAlphaWebp),
    BMP("BMP, 24 bits", Container.BMP, "image/bmp", OpenCvEncoder::bmp),
    BMP_PALETTE("BMP, palette", Container.BMP, "image/bmp", JdkEncoder::paletteBmp),
    BMP_RLE8("BMP, palette, RLE8", Container.BMP, "image/bmp", JdkEncoder::rleBmp),
    BMP_GREY("BMP, grey", Container.BMP, "image/bmp", OpenCvEncoder::greyBmp),
    BMP_ALPHA("BMP, alpha", Container.BMP, "image/bmp", OpenCvEncoder::alphaBmp),
    GIF("GIF", Container.GIF, "image/gif", JdkEncoder::gif),
    GIF_INTERLACED("GIF, interlaced", Container.GIF, "image/gif", JdkEncoder::interlacedGif),
    TIFF_LZW(
            "TIFF, LZW",
            Container.TIFF,
            "image/tiff",
            picture -> OpenCvEncoder.tiff(picture, IMWRITE_TIFF_COMPRESSION_LZW)),
    TIFF_PLAIN(
            "TIFF, uncompressed",
            Container.TIFF,
            "image/tiff",
            picture -> OpenCvEncoder.tiff(picture, IMWRITE_TIFF_COMPRESSION_NONE)),
    TIFF_PACKBITS(
            "TIFF, PackBits",
            Container.TIFF,
            "image/tiff",
            picture -> OpenCvEncoder.tiff(picture, IMWRITE_TIFF_COMPRESSION_PACKBITS)),
    TIFF_DEFLATE(
            "TIFF, Deflate",
            Container.TIFF,
            "image/tiff",
            picture -> OpenCvEncoder.tiff(picture, IMWRITE_TIFF_COMPRESSION_ADOBE_DEFLATE)),
    TIFF_16("TIFF, 16 bits", Container.TIFF, "image/tiff", OpenCvEncoder::tiff16),
    TIFF_ALPHA("TIFF, alpha", Container.TIFF, "image/tiff", OpenCvEncoder::alphaTiff),
    RAW_RGB24("raw RGB24", Container.RAW, "image/x-rgb24", Picture::rgb),
    RAW_BGR24(
            "raw BGR24",
            Container.RAW,
            "image/x-bgr24",
            picture -> picture.bgr().clone()),
    RAW_GRAY8("raw GRAY8", Container.RAW, "image/x-gray8", OpenCvEncoder::grey),
    RAW_NV12("raw NV12", Container.RAW, "image/x-nv12", FrameFormat::nv12),
    RAW_I420("raw I420", Container.RAW, "image/x-i420", OpenCvEncoder::i420);

    /** Bytes of a TIFF structure that says: turn by a quarter to the right (orientation 6). */
    private static final byte[] ORIENTATION_6 =
            Bytes.of('I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0);

    private interface Encoder {
        byte[] encode(Picture picture) throws IOException;
    }

    private final String title;
    private final Container container;
    private final String contentType;
    private final Encoder encoder;

    FrameFormat(String title, Container container, String contentType, Encoder encoder) {
        this.title = title;
        this.container = container;
        this.contentType = contentType;
        this.encoder = encoder;
    }

    /** @return as a row of a table names it */
    public String title() {
        return title;
    }

    Container container() {
        return container;
    }

    String contentType() {
        return contentType;
    }

    /** @param picture with an even width and height, which NV12 and I420 need */
    public Payload encode(Picture picture) {
        try {
            byte[] bytes = encoder.encode(picture);
            return container == Container.RAW
                    ? new Payload(bytes, contentType, picture.width(), picture.height())
                    : new Payload(bytes, contentType, null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] turnedJpeg(Picture picture) {
        byte[] identifier = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        return Bytes.insert(
                OpenCvEncoder.jpeg(picture), 2, Container.jpegSegment(0xE1, Bytes.join(identifier, ORIENTATION_6)));
    }

    /** I420 with the samples of its two small planes in turn. */
    private static byte[] nv12(Picture picture) {
        byte[] i420 = OpenCvEncoder.i420(picture);
        int luma = picture.width() * picture.height();
        int chroma = luma / 4;
        byte[] nv12 = i420.clone();
        for (int i = 0; i < chroma; i++) {
            nv12[luma + 2 * i] = i420[luma + i];
            nv12[luma + 2 * i + 1] = i420[luma + chroma + i];
        }
        return nv12;
    }
}
