package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where the pixels of a raw frame are, as cameras and FFmpeg deliver them: planes one behind the other, rows from the top.
 *
 * @param width in pixels
 * @param height in pixels
 * @param stride bytes from one row of the first plane to the next, at least those of its pixels; the two small planes of
 *     I420 have half of it
 */
record RawLayout(ImageFormat format, int width, int height, int stride) {
    /**
     * @param rowBytes of pixels
     * @param stride from row to row
     */
    record Plane(int rows, int rowBytes, int stride) {}

    /**
     * @param width null, or anything, if the producer said nothing or nonsense; so with the others
     * @param stride null for rows without filling
     * @throws BadImageException UNDECODABLE, with what the producer has to say
     */
    static RawLayout of(ImageFormat format, Integer width, Integer height, Integer stride) throws BadImageException {
        if (width == null || height == null || width < 1 || height < 1) {
            throw undecodable("A frame of " + format + " needs its width and height in the event, but has " + width
                    + " and " + height + ".");
        }
        if ((format == ImageFormat.NV12 || format == ImageFormat.I420) && ((width | height) & 1) != 0) {
            throw undecodable(
                    "A frame of " + format + " has an even width and height, and not " + width + "×" + height + ".");
        }
        long rowBytes = (long) width * bytesAPixel(format);
        long step = stride == null ? rowBytes : stride;
        if (step * height > Integer.MAX_VALUE / 2) {
            throw new BadImageException(
                    Fault.TOO_MANY_PIXELS,
                    "A frame of " + width + "×" + height + " with a stride of " + step + " would have " + step * height
                            + " bytes.");
        }
        if (step < rowBytes) {
            throw undecodable("A row of " + width + " pixels of " + format + " has " + rowBytes
                    + " bytes, which its stride of " + step + " does not fit.");
        }
        if (format == ImageFormat.I420 && (step & 1) != 0) {
            throw undecodable("A frame of I420 has an even stride, and not " + step + ".");
        }
        return new RawLayout(format, width, height, (int) step);
    }

    PixelSize size() {
        return new PixelSize(width, height);
    }

    List<Plane> planes() {
        Plane first = new Plane(height, width * bytesAPixel(format), stride);
        return switch (format) {
            case NV12 -> List.of(first, new Plane(height / 2, width, stride));
            case I420 -> {
                Plane chroma = new Plane(height / 2, width / 2, stride / 2);
                yield List.of(first, chroma, chroma);
            }
            default -> List.of(first);
        };
    }

    /** Without what fills rows up. */
    int pixelBytes() {
        int bytes = 0;
        for (Plane plane : planes()) {
            bytes += plane.rows() * plane.rowBytes();
        }
        return bytes;
    }

    /**
     * The last row may come without its filling.
     *
     * @throws BadImageException TRUNCATED or UNDECODABLE if there are too few or too many bytes
     */
    void requireBytes(ByteBuffer bytes) throws BadImageException {
        int most = 0;
        int filling = 0;
        for (Plane plane : planes()) {
            most += plane.rows() * plane.stride();
            filling = plane.stride() - plane.rowBytes();
        }
        int actual = bytes.remaining();
        if (actual < most - filling || actual > most) {
            throw new BadImageException(
                    actual < most ? Fault.TRUNCATED : Fault.UNDECODABLE,
                    "A frame of " + format + " of " + width + "×" + height + " with a stride of " + stride + " has "
                            + most + " bytes, but there are " + actual + ".");
        }
    }

    private static int bytesAPixel(ImageFormat format) {
        return format == ImageFormat.RGB24 || format == ImageFormat.BGR24 ? 3 : 1;
    }

    private static BadImageException undecodable(String sentence) {
        return new BadImageException(Fault.UNDECODABLE, sentence);
    }
}
