package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a frame may be, checked before anything is allocated for its pixels.
 *
 * @param allowed the formats that are decoded, at least one
 * @param maxBytes the largest file
 * @param maxPixels the largest image, as stored and again as resized: a line of 1×65,000 resized to a short side of 256
 *     would take 13 GB
 */
public record ImageLimits(Set<ImageFormat> allowed, int maxBytes, long maxPixels) implements Serializable {
    /** OpenCV reads nothing larger. */
    private static final long OPENCV_MAX_PIXELS = 1L << 30;

    public ImageLimits {
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("No image format is allowed: name at least one.");
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("The limit of bytes must be at least 1, but is " + maxBytes + ".");
        }
        if (maxPixels < 1 || maxPixels > OPENCV_MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "The limit of pixels must be from 1 to " + OPENCV_MAX_PIXELS + ", but is " + maxPixels + ".");
        }
        allowed = Collections.unmodifiableSet(EnumSet.copyOf(allowed));
    }

    /**
     * @param encoded a whole file, from its position, which stays
     * @return the header of an image that may be decoded
     * @throws BadImageException if it may not
     */
    ImageHeader admit(ByteBuffer encoded, ImageGeometry geometry) throws BadImageException {
        if (encoded.remaining() > maxBytes) {
            throw new BadImageException(
                    Fault.TOO_MANY_BYTES,
                    "The image has " + encoded.remaining() + " bytes, and the limit is " + maxBytes + ".");
        }
        ImageFormat format = ImageFormat.sniff(encoded);
        if (!allowed.contains(format)) {
            throw new BadImageException(
                    Fault.FORMAT_NOT_ALLOWED, "The image is " + format + ", and allowed is only " + allowed + ".");
        }
        ImageHeader header = format.bitstream().header(encoded.slice());
        PixelSize upright = header.upright();
        if (upright.pixels() > maxPixels) {
            throw new BadImageException(
                    Fault.TOO_MANY_PIXELS,
                    "The image claims " + upright + " pixels, and the limit is " + maxPixels + ".");
        }
        PixelSize resized = geometry.resized(upright);
        if (resized.pixels() > maxPixels) {
            throw new BadImageException(
                    Fault.TOO_MANY_PIXELS,
                    "The image of " + upright + " would be resized to " + resized + " pixels, and the limit is "
                            + maxPixels + ".");
        }
        return header;
    }
}
