package io.frametag.image;

import java.nio.ByteBuffer;

/** Walks the marker codes of a JPEG: the second byte of each, by its index. */
final class JpegMarkers {
    static final int NONE = -1;
    /** What is below is TEM or reserved; libjpeg steps over these two bytes, and not over a segment. */
    private static final int SOF0 = 0xC0;

    private static final int RST0 = 0xD0;
    private static final int SOI = 0xD8;

    private JpegMarkers() {}

    /** The first code at or after {@code from}, or {@link #NONE}. FF 00 and FF FF are none: stuffing and filling. */
    static int find(ByteBuffer bytes, int from) {
        for (int at = from; at < bytes.limit() - 1; at++) {
            if (bytes.get(at) == (byte) 0xFF) {
                int code = Byte.toUnsignedInt(bytes.get(at + 1));
                if (code != 0 && code != 0xFF) {
                    return at + 1;
                }
            }
        }
        return NONE;
    }

    /** The next code behind the segment of the one at {@code marker}, or {@link #NONE}. */
    static int next(ByteBuffer bytes, int marker) {
        int segment = marker + 1;
        boolean skip = !hasNoSegment(Byte.toUnsignedInt(bytes.get(marker))) && segment + Short.BYTES <= bytes.limit();
        return find(bytes, segment + (skip ? bytes.getChar(segment) : 0));
    }

    static boolean hasNoSegment(int marker) {
        return marker < SOF0 || (marker >= RST0 && marker < SOI);
    }
}
