package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;

/** PNG (ISO/IEC 15948): a signature, then chunks of length, type, data and checksum, IHDR first and IEND last. */
final class PngBitstream implements Bitstream {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int FIRST_CHUNK = Long.BYTES;
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454E44;
    private static final int EXIF = 0x65584966;
    private static final int TRANSPARENCY = 0x74524E53;
    private static final int ANIMATION = 0x6163544C;
    private static final int COMPRESSED_TEXT = 0x7A545874;
    private static final int INTERNATIONAL_TEXT = 0x69545874;
    private static final int COLOUR_PROFILE = 0x69434350;
    /** Inflated a thousand times as much at most, which is within what a slot has for its pixels. */
    private static final int MOST_COMPRESSED_BYTES = 128 << 10;

    private static final int IHDR_BYTES = 13;
    /** The index of IHDR's colour type. */
    private static final int COLOUR_TYPE = FIRST_CHUNK + 8 + 9;

    private static final int ALPHA_FLAG = 4;
    /** Length and type before the data. */
    private static final int DATA = 8;
    /** Length, type and checksum. */
    private static final int CHUNK_OVERHEAD = 12;

    private static final int NONE = -1;

    @Override
    public boolean begins(ByteBuffer bytes) {
        return bytes.limit() >= FIRST_CHUNK && bytes.getLong(0) == SIGNATURE;
    }

    @Override
    public ImageHeader header(ByteBuffer bytes) throws BadImageException {
        if (bytes.limit() < FIRST_CHUNK + CHUNK_OVERHEAD + IHDR_BYTES) {
            throw new BadImageException(Fault.TRUNCATED, "The PNG ends within its header.");
        }
        int width = bytes.getInt(FIRST_CHUNK + DATA);
        int height = bytes.getInt(FIRST_CHUNK + DATA + Integer.BYTES);
        if (bytes.getInt(FIRST_CHUNK) != IHDR_BYTES || type(bytes, FIRST_CHUNK) != IHDR) {
            throw new BadImageException(Fault.UNDECODABLE, "The PNG does not begin with its header.");
        }
        if (width <= 0 || height <= 0) {
            throw new BadImageException(Fault.UNDECODABLE, "The PNG's header gives no width and height.");
        }
        requireNothingThatGrows(bytes);
        int exif = find(bytes, EXIF);
        int orientation = exif == NONE
                ? ExifOrientation.UPRIGHT
                : ExifOrientation.of(bytes.slice(exif + DATA, bytes.getInt(exif)));
        boolean alpha = (bytes.get(COLOUR_TYPE) & ALPHA_FLAG) != 0 || find(bytes, TRANSPARENCY) != NONE;
        Ending ending = find(bytes, IEND) == NONE ? Ending.INCOMPLETE : Ending.WHOLE;
        return new ImageHeader(ImageFormat.PNG, width, height, orientation, alpha, ending);
    }

    /** Animations take another way through OpenCV, and have done harm there; libpng inflates every text there is. */
    private static void requireNothingThatGrows(ByteBuffer bytes) throws BadImageException {
        long compressed = 0;
        long at = FIRST_CHUNK;
        while (at + DATA <= bytes.limit()) {
            int chunk = (int) at;
            long length = Integer.toUnsignedLong(bytes.getInt(chunk));
            switch (type(bytes, chunk)) {
                case ANIMATION ->
                    throw new BadImageException(
                            Fault.UNDECODABLE, "The PNG is animated, which is not read: send its frames as images.");
                case COMPRESSED_TEXT, INTERNATIONAL_TEXT, COLOUR_PROFILE -> compressed += length;
                default -> {}
            }
            at += CHUNK_OVERHEAD + length;
        }
        if (compressed > MOST_COMPRESSED_BYTES) {
            throw new BadImageException(
                    Fault.UNDECODABLE,
                    "The PNG has " + compressed + " bytes of texts and colour profile, and may have "
                            + MOST_COMPRESSED_BYTES + ".");
        }
    }

    /** The index of the first whole chunk of the type, or {@link #NONE}. */
    private static int find(ByteBuffer bytes, int wanted) {
        long at = FIRST_CHUNK;
        while (at + CHUNK_OVERHEAD <= bytes.limit()) {
            int chunk = (int) at;
            at += CHUNK_OVERHEAD + Integer.toUnsignedLong(bytes.getInt(chunk));
            if (at <= bytes.limit() && type(bytes, chunk) == wanted) {
                return chunk;
            }
        }
        return NONE;
    }

    private static int type(ByteBuffer bytes, int chunk) {
        return bytes.getInt(chunk + Integer.BYTES);
    }
}
