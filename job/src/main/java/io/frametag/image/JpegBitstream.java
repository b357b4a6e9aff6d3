package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;

/**
 * JPEG (ITU-T T.81): marker segments up to the first scan, where the pixels begin. Markers are found as libjpeg finds
 * them, so that the decoder sees the frame header that was held against the limits.
 */
final class JpegBitstream implements Bitstream {
    private static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int FIRST_SEGMENT = 2;
    /** Segment length, sample precision, height, width, number of components. */
    private static final int FRAME_BYTES = 8;

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
        int orientation = 0;
        boolean progressive = false;
        int components = 0;
        int at = markerAfter(bytes, FIRST_SEGMENT);
        for (int marker = unsigned(bytes, at); marker != SOS; marker = unsigned(bytes, at)) {
            int segment = at + 1;
            if (marker == SOI || marker == EOI) {
                throw new BadImageException(
                        Fault.UNDECODABLE, "The JPEG has a start or end marker where its header should be.");
            }
            int length = JpegMarkers.hasNoSegment(marker) ? 0 : segmentLength(bytes, segment);
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
                components = unsigned(bytes, segment + 7);
                progressive = isProgressive(marker);
            } else if (marker == APP1 && orientation == 0 && isExif(bytes, segment, length)) {
                int tiff = segment + Short.BYTES + EXIF.length;
                orientation = ExifOrientation.of(bytes.slice(tiff, segment + length - tiff));
            }
            at = markerAfter(bytes, segment + length);
        }
        requirePixels(width, height);
        boolean severalScans = progressive || JpegScans.components(bytes, at) < components;
        boolean complete = !severalScans || JpegScans.requireFew(bytes, at).complete(components);
        return new ImageHeader(
                ImageFormat.JPEG,
                width,
                height,
                Math.max(orientation, ExifOrientation.UPRIGHT),
                false,
                !complete ? Ending.INCOMPLETE : hasEnd(bytes) ? Ending.WHOLE : Ending.UNMARKED);
    }

    /**
     * Most files end with their EOI. In the others it is looked for from the front, marker by marker: from the back, the
     * thumbnail or whatever a camera appends to the image (a film, for some) could be taken for its end.
     */
    private static boolean hasEnd(ByteBuffer bytes) {
        int last = bytes.limit() - 1;
        if (unsigned(bytes, last - 1) == 0xFF && unsigned(bytes, last) == EOI) {
            return true;
        }
        int at = JpegMarkers.find(bytes, FIRST_SEGMENT);
        while (at != JpegMarkers.NONE && unsigned(bytes, at) != EOI) {
            at = JpegMarkers.next(bytes, at);
        }
        return at != JpegMarkers.NONE;
    }

    private static int markerAfter(ByteBuffer bytes, int from) throws BadImageException {
        int marker = JpegMarkers.find(bytes, from);
        if (marker == JpegMarkers.NONE) {
            throw truncated();
        }
        return marker;
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

    private static boolean isProgressive(int marker) {
        return isFrame(marker) && (marker & 3) == 2;
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Byte.toUnsignedInt(bytes.get(at));
    }

    private static BadImageException truncated() {
        return new BadImageException(Fault.TRUNCATED, "The JPEG ends within its header.");
    }
}
