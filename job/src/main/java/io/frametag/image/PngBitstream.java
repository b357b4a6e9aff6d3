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
    /** libpng inflates every one, to a thousand times as much at most: that is within the 64 MiB of a slot without pixels. */
    private static final int MOST_COMPRESSED_BYTES = 64 << 10;

    private static final int IHDR_BYTES = 13;
    /** The index of IHDR's colour type. */
    private static final int COLOUR_TYPE = FIRST_CHUNK + 8 + 9;

    private static final int ALPHA_FLAG = 4;
    /** Length and type before the data. */
    private static final int DATA = 8;
    /** Length, type and checksum. */
    private static final int CHUNK_OVERHEAD = 12;

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
        int orientation = ExifOrientation.UPRIGHT;
        boolean alpha = (bytes.get(COLOUR_TYPE) & ALPHA_FLAG) != 0;
        boolean ended = false;
        long compressed = 0;
        long at = FIRST_CHUNK;
        while (at + DATA <= bytes.limit()) {
            int chunk = (int) at;
            long length = Integer.toUnsignedLong(bytes.getInt(chunk));
            at += CHUNK_OVERHEAD + length;
            boolean whole = at <= bytes.limit();
            switch (type(bytes, chunk)) {
                case ANIMATION ->
                    // They take another way through OpenCV, and have done harm there.
                    throw new BadImageException(
                            Fault.UNDECODABLE, "The PNG is animated, which is not read: send its frames as images.");
                case COMPRESSED_TEXT, COLOUR_PROFILE -> compressed += length;
                case INTERNATIONAL_TEXT -> compressed += whole && !isCompressed(bytes, chunk) ? 0 : length;
                case TRANSPARENCY -> alpha = true;
                case EXIF -> {
                    if (whole && orientation == ExifOrientation.UPRIGHT) {
                        orientation = ExifOrientation.of(bytes.slice(chunk + DATA, (int) length));
                    }
                }
                case IEND -> ended |= whole;
                default -> {}
            }
        }
        if (compressed > MOST_COMPRESSED_BYTES) {
            throw new BadImageException(
                    Fault.UNDECODABLE,
                    "The PNG has " + compressed + " bytes of compressed texts and colour profile, and may have "
                            + MOST_COMPRESSED_BYTES + ".");
        }
        Ending ending = ended ? Ending.WHOLE : Ending.INCOMPLETE;
        return new ImageHeader(ImageFormat.PNG, width, height, orientation, alpha, ending);
    }

    /** An iTXt chunk's flag, behind its keyword and a zero. */
    private static boolean isCompressed(ByteBuffer bytes, int chunk) {
        int at = chunk + DATA;
        int end = at + bytes.getInt(chunk) - 1;
        while (at < end && bytes.get(at) != 0) {
            at++;
        }
        return at < end && bytes.get(at + 1) != 0;
    }

    private static int type(ByteBuffer bytes, int chunk) {
        return bytes.getInt(chunk + Integer.BYTES);
    }
}
