package io.frametag.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The orientation tag in EXIF data (a TIFF structure; Exif 2.32, section 4.6). */
final class ExifOrientation {
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int BIG_ENDIAN = 0x4D4D;
    private static final int TIFF = 42;
    private static final int FIRST_DIRECTORY = 4;
    private static final int ENTRY_BYTES = 12;
    private static final int VALUE_IN_ENTRY = 8;
    private static final int ORIENTATION = 0x0112;
    static final int UPRIGHT = 1;
    private static final int FIRST_TRANSPOSED = 5;
    private static final int LAST = 8;

    private ExifOrientation() {}

    static boolean transposes(int orientation) {
        return orientation >= FIRST_TRANSPOSED;
    }

    /**
     * The orientation, 1 to 8. Damaged EXIF data turn no image: they say nothing of the pixels.
     *
     * @param tiff from the byte order mark on; its byte order is set
     */
    static int of(ByteBuffer tiff) {
        int orientation = tag(tiff);
        return orientation > UPRIGHT && orientation <= LAST ? orientation : UPRIGHT;
    }

    private static int tag(ByteBuffer tiff) {
        if (tiff.limit() < FIRST_DIRECTORY + Integer.BYTES) {
            return 0;
        }
        int order = tiff.order(ByteOrder.BIG_ENDIAN).getChar(0);
        if (order != LITTLE_ENDIAN && order != BIG_ENDIAN) {
            return 0;
        }
        tiff.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(tiff.getInt(FIRST_DIRECTORY));
        if (tiff.getChar(2) != TIFF || directory + Short.BYTES > tiff.limit()) {
            return 0;
        }
        int at = (int) directory + Short.BYTES;
        for (int left = tiff.getChar((int) directory); left > 0 && at + ENTRY_BYTES <= tiff.limit(); left--) {
            if (tiff.getChar(at) == ORIENTATION) {
                return tiff.getChar(at + VALUE_IN_ENTRY);
            }
            at += ENTRY_BYTES;
        }
        return 0;
    }
}
