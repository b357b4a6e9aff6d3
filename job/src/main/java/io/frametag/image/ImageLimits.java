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
 * @param maxPixelsAByte for images of more than {@value #FREE_PIXELS} pixels: how many there may be for a byte of the
 *     file. A picture of one colour can be that large in a few bytes; no photo is
 */
public record ImageLimits(Set<ImageFormat> allowed, int maxBytes, long maxPixels, long maxPixelsAByte)
        implements Serializable {
    static final long FREE_PIXELS = 1 << 22;
    /** OpenCV reads nothing larger. */
    private static final long OPENCV_MAX_PIXELS = 1L << 30;

    /** Without a limit of pixels a byte. */
    public ImageLimits(Set<ImageFormat> allowed, int maxBytes, long maxPixels) {
        this(allowed, maxBytes, maxPixels, Long.MAX_VALUE);
    }

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
        if (maxPixelsAByte < 1) {
            throw new IllegalArgumentException(
                    "The limit of pixels a byte must be at least 1, but is " + maxPixelsAByte + ".");
        }
        allowed = Collections.unmodifiableSet(EnumSet.copyOf(allowed));
    }

    /**
     * @param encoded a whole file, from its position, which stays
     * @return the header of an image that may be decoded
     * @throws BadImageException if it may not
     */
    ImageHeader admit(ByteBuffer encoded, ImageGeometry geometry) throws BadImageException {
        requireBytes(encoded);
        ImageFormat format = ImageFormat.sniff(encoded);
        requireAllowed(format);
        ImageHeader header = format.bitstream().header(encoded.slice());
        PixelSize upright = header.upright();
        requirePixels(upright, geometry);
        if (upright.pixels() > FREE_PIXELS && (upright.pixels() - 1) / encoded.remaining() >= maxPixelsAByte) {
            throw new BadImageException(
                    Fault.TOO_MANY_PIXELS_A_BYTE,
                    "The image claims " + upright + " pixels in " + encoded.remaining() + " bytes, and the limit is "
                            + maxPixelsAByte + " pixels a byte.");
        }
        return header;
    }

    /**
     * @param frame a raw frame, from its position, which stays
     * @throws BadImageException if it may not be taken over, whatever its size in pixels
     */
    void admit(ByteBuffer frame, ImageFormat format) throws BadImageException {
        if (!frame.hasRemaining()) {
            throw new BadImageException(Fault.EMPTY, "The image has no bytes.");
        }
        requireBytes(frame);
        requireAllowed(format);
    }

    private void requireBytes(ByteBuffer encoded) throws BadImageException {
        if (encoded.remaining() > maxBytes) {
            throw new BadImageException(
                    Fault.TOO_MANY_BYTES,
                    "The image has " + encoded.remaining() + " bytes, and the limit is " + maxBytes + ".");
        }
    }

    private void requireAllowed(ImageFormat format) throws BadImageException {
        if (!allowed.contains(format)) {
            throw new BadImageException(
                    Fault.FORMAT_NOT_ALLOWED, "The image is " + format + ", and allowed is only " + allowed + ".");
        }
    }

    void requirePixels(PixelSize upright, ImageGeometry geometry) throws BadImageException {
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
    }
}
