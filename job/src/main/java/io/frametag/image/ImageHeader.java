package io.frametag.image;

import java.nio.ByteBuffer;

/**
 * What a file says about its image before any pixel is decoded.
 *
 * @param width in pixels, as stored
 * @param height in pixels, as stored
 * @param orientation EXIF's, 1 to 8: how the stored image is turned and mirrored to stand upright
 * @param alpha whether it may have transparent pixels
 * @param ending whether the file is all there
 */
public record ImageHeader(ImageFormat format, int width, int height, int orientation, boolean alpha, Ending ending) {
    /** Of a whole, upright image without transparency. */
    public ImageHeader(ImageFormat format, int width, int height) {
        this(format, width, height, ExifOrientation.UPRIGHT, false, Ending.WHOLE);
    }

    /**
     * @param encoded a whole file, from its position, which stays
     * @throws BadImageException EMPTY, UNKNOWN_FORMAT, TRUNCATED or UNDECODABLE
     */
    public static ImageHeader read(ByteBuffer encoded) throws BadImageException {
        return ImageFormat.sniff(encoded).bitstream().header(encoded.slice());
    }

    /** Whether the stored image is turned by a quarter to stand upright. */
    public boolean transposed() {
        return ExifOrientation.transposes(orientation);
    }

    public int uprightWidth() {
        return transposed() ? height : width;
    }

    public int uprightHeight() {
        return transposed() ? width : height;
    }

    PixelSize upright() {
        return new PixelSize(uprightWidth(), uprightHeight());
    }
}
