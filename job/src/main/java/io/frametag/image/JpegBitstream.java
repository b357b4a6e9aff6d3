package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;

/**
 * JPEG (ITU-T T.81): marker segments up to the first scan, where the pixels begin. Markers are found as libjpeg finds
 * them, so that the decoder sees the frame header that was held against the limits.
 */
final class JpegBitstream implements Bitstream {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int TEM = 0x01;
    private static final int RST0 = 0xD0;
    private static final int APP1 = 0xE1;
    private static final int FIRST_SEGMENT = 2;
    /** Segment length, sample precision, height, width. */
    private static final int FRAME_BYTES = 7;

    private static final int NONE = -1;

    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

    @Override
    public boolean begins(ByteBuffer bytes) {
        return bytes.limit() > FIRST_SEGMENT
                && unsigned(bytes, 0) == 0xFF
                && unsigned(bytes, 1) == SOI
                && unsigned(bytes, FIRST_SEGMENT) == 0xFF;
    }

    @Override
    public ImageHeader header(ByteBuffer bytes) throws BadImageException {
        int width = 0;
        int height = 0;
        Boolean transposed = null;
        int at = markerAfter(bytes, FIRST_SEGMENT);
        for (int marker = unsigned(bytes, at); marker != SOS; marker = unsigned(bytes, at)) {
            int segment = at + 1;
            if (marker == SOI || marker == EOI) {
                throw new BadImageException(
                        Fault.UNDECODABLE, "The JPEG has a start or end marker where its header should be.");
            }
            int length = hasNoSegment(marker) ? 0 : segmentLength(bytes, segment);
            if (isFrame(marker)) {
                if (width != 0 || length < FRAME_BYTES) {
                    throw new BadImageException(
                            Fault.UNDECODABLE,
                            "The JPEG has "
                                    + (width != 0 ? "more than one frame header." : "a frame header cut short."));
                }
                height = bytes.getChar(segment + 3);
                width = bytes.getChar(segment + 5);
                requirePixels(width, height);
            } else if (marker == APP1 && transposed == null && isExif(bytes, segment, length)) {
                int tiff = segment + Short.BYTES + EXIF.length;
                transposed = ExifOrientation.transposes(bytes.slice(tiff, segment + length - tiff));
            }
            at = markerAfter(bytes, segment + length);
        }
        requirePixels(width, height);
        return new ImageHeader(ImageFormat.JPEG, width, height, Boolean.TRUE.equals(transposed));
    }

    /**
     * Most files end with their EOI. In the others it is looked for from the front, marker by marker: from the back, the
     * thumbnail or whatever a camera appends to the image (a film, for some) could be taken for its end.
     */
    @Override
    public boolean hasEnd(ByteBuffer bytes) {
        int last = bytes.limit() - 1;
        if (unsigned(bytes, last - 1) == 0xFF && unsigned(bytes, last) == EOI) {
            return true;
        }
        int at = findMarker(bytes, FIRST_SEGMENT);
        while (at != NONE && unsigned(bytes, at) != EOI) {
            int segment = at + 1;
            boolean skip = !hasNoSegment(unsigned(bytes, at)) && segment + Short.BYTES <= bytes.limit();
            at = findMarker(bytes, segment + (skip ? bytes.getChar(segment) : 0));
        }
        return at != NONE;
    }

    private static int markerAfter(ByteBuffer bytes, int from) throws BadImageException {
        int marker = findMarker(bytes, from);
        if (marker == NONE) {
            throw truncated();
        }
        return marker;
    }

    /** The index of the next marker's code, or {@link #NONE}. FF 00 and FF FF are none: stuffing and filling. */
    private static int findMarker(ByteBuffer bytes, int from) {
        for (int at = from; at < bytes.limit() - 1; at++) {
            if (bytes.get(at) == (byte) 0xFF) {
                int code = unsigned(bytes, at + 1);
                if (code != 0 && code != 0xFF) {
                    return at + 1;
                }
            }
        }
        return NONE;
    }

    private static int segmentLength(ByteBuffer bytes, int segment) throws BadImageException {
        if (segment + Short.BYTES > bytes.limit()) {
            throw truncated();
        }
        int length = bytes.getChar(segment);
        if (length < Short.BYTES) {
            throw new BadImageException(Fault.UNDECODABLE, "The JPEG has a header segment of impossible length.");
        }
        if (segment + length > bytes.limit()) {
            throw truncated();
        }
        return length;
    }

    private static void requirePixels(int width, int height) throws BadImageException {
        if (width == 0 || height == 0) {
            throw new BadImageException(Fault.UNDECODABLE, "The JPEG's header gives no width and height.");
        }
    }

    private static boolean isExif(ByteBuffer bytes, int segment, int length) {
        int identifier = segment + Short.BYTES;
        return length >= Short.BYTES + EXIF.length
                && bytes.slice(identifier, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    /** SOF0 to SOF15, without DHT, JPG and DAC, which lie between them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean hasNoSegment(int marker) {
        return marker == TEM || (marker >= RST0 && marker < SOI);
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Byte.toUnsignedInt(bytes.get(at));
    }

    private static BadImageException truncated() {
        return new BadImageException(Fault.TRUNCATED, "The JPEG ends within its header.");
    }
}
