package io.frametag.image;

import java.nio.ByteBuffer;

/**
 * What a file says about its image before any pixel is decoded.
 *
 * @param width in pixels, as stored
 * @param height in pixels, as stored
 * @param transposed whether EXIF turns the stored image by a quarter (orientations 5 to 8) to stand upright
 */
public record ImageHeader(ImageFormat format, int width, int height, boolean transposed) {
    /**
     * @param encoded a whole file, from its position, which stays
     * @throws BadImageException EMPTY, UNKNOWN_FORMAT, TRUNCATED or UNDECODABLE
     */
    public static ImageHeader read(ByteBuffer encoded) throws BadImageException {
        return ImageFormat.sniff(encoded).bitstream().header(encoded.slice());
    }

    public int uprightWidth() {
        return transposed ? height : width;
    }

    public int uprightHeight() {
        return transposed ? width : height;
    }

    PixelSize upright() {
        return new PixelSize(uprightWidth(), uprightHeight());
    }
}
