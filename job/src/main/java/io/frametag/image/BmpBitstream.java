package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** BMP: a file header of 14 bytes, then BITMAPCOREHEADER or one of BITMAPINFOHEADER's sizes, palette, rows. */
final class BmpBitstream implements Bitstream {
    private static final int SIGNATURE = 0x424D;
    private static final int DATA_OFFSET = 10;
    private static final int INFO = 14;
    private static final int CORE_BYTES = 12;
    private static final int INFO_BYTES = 40;
    /** The first size of the header that has a mask for alpha. */
    private static final int ALPHA_INFO_BYTES = 56;

    private static final int ALPHA_MASK = INFO + 52;
    private static final int UNCOMPRESSED = 0;
    private static final int BIT_FIELDS = 3;

    @Override
    public boolean begins(ByteBuffer bytes) {
        // Two letters alone would take in texts.
        return bytes.limit() >= INFO + Integer.BYTES
                && bytes.getChar(0) == SIGNATURE
                && isInfoSize(Integer.reverseBytes(bytes.getInt(INFO)));
    }

    private static boolean isInfoSize(int bytes) {
        return bytes == CORE_BYTES || (bytes >= INFO_BYTES && bytes <= 124);
    }

    @Override
    public ImageHeader header(ByteBuffer bytes) throws BadImageException {
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int infoBytes = little.getInt(INFO);
        if (bytes.limit() < INFO + infoBytes) {
            throw new BadImageException(Fault.TRUNCATED, "The BMP ends within its header.");
        }
        boolean core = infoBytes == CORE_BYTES;
        int width = core ? little.getChar(INFO + 4) : little.getInt(INFO + 4);
        // Rows from the top have a negative height.
        int height = core ? little.getChar(INFO + 6) : Math.abs(little.getInt(INFO + 8));
        if (width <= 0 || height <= 0) {
            throw new BadImageException(Fault.UNDECODABLE, "The BMP's header gives no width and height.");
        }
        int depth = little.getChar(INFO + (core ? 10 : 14));
        int compression = core ? UNCOMPRESSED : little.getInt(INFO + 16);
        boolean alpha = depth == 32 && infoBytes >= ALPHA_INFO_BYTES && little.getInt(ALPHA_MASK) != 0;
        boolean whole = (compression != UNCOMPRESSED && compression != BIT_FIELDS)
                || Integer.toUnsignedLong(little.getInt(DATA_OFFSET)) + pixelBytes(width, height, depth)
                        <= bytes.limit();
        return new ImageHeader(
                ImageFormat.BMP,
                width,
                height,
                ExifOrientation.UPRIGHT,
                alpha,
                whole ? Ending.WHOLE : Ending.INCOMPLETE);
    }

    /** Rows are filled up to four bytes. */
    private static long pixelBytes(long width, long height, int depth) {
        return (width * depth + 31) / 32 * 4 * height;
    }
}
