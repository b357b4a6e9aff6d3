package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WebP (RFC 9649): a RIFF file whose first chunk is VP8 (lossy), VP8L (lossless) or VP8X (a canvas for further chunks). */
final class WebpBitstream implements Bitstream {
    private static final int RIFF = 0x52494646;
    private static final int WEBP = 0x57454250;
    private static final int VP8 = 0x56503820;
    private static final int VP8L = 0x5650384C;
    private static final int VP8X = 0x56503858;
    private static final int EXIF = 0x45584946;
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    /** Longer than any of the three headers. */
    private static final int HEADER_BYTES = FIRST_CHUNK + CHUNK_HEADER + 10;

    private static final int SIDE_MASK = 0x3FFF;
    private static final int ALPHA_FLAG = 0x10;
    private static final int EXIF_IDENTIFIER_BYTES = 6;

    @Override
    public boolean begins(ByteBuffer bytes) {
        return bytes.limit() >= FIRST_CHUNK && bytes.getInt(0) == RIFF && bytes.getInt(8) == WEBP;
    }

    @Override
    public ImageHeader header(ByteBuffer bytes) throws BadImageException {
        if (bytes.limit() < HEADER_BYTES) {
            throw new BadImageException(Fault.TRUNCATED, "The WebP ends within its header.");
        }
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int data = FIRST_CHUNK + CHUNK_HEADER;
        Ending ending =
                Integer.toUnsignedLong(little.getInt(4)) + 8 <= bytes.limit() ? Ending.WHOLE : Ending.INCOMPLETE;
        return switch (bytes.getInt(FIRST_CHUNK)) {
            case VP8 ->
                new ImageHeader(
                        ImageFormat.WEBP,
                        side(little.getChar(data + 6) & SIDE_MASK),
                        side(little.getChar(data + 8) & SIDE_MASK),
                        ExifOrientation.UPRIGHT,
                        false,
                        ending);
            case VP8L -> {
                int bits = little.getInt(data + 1);
                yield new ImageHeader(
                        ImageFormat.WEBP,
                        (bits & SIDE_MASK) + 1,
                        (bits >>> 14 & SIDE_MASK) + 1,
                        ExifOrientation.UPRIGHT,
                        (bits >>> 28 & 1) == 1,
                        ending);
            }
            case VP8X ->
                new ImageHeader(
                        ImageFormat.WEBP,
                        (little.getInt(data + 4) & 0xFFFFFF) + 1,
                        (little.getInt(data + 6) >>> 8) + 1,
                        orientation(little),
                        (bytes.get(data) & ALPHA_FLAG) != 0,
                        ending);
            default -> throw new BadImageException(Fault.UNDECODABLE, "The WebP does not begin with its header.");
        };
    }

    private static int side(int length) throws BadImageException {
        if (length == 0) {
            throw new BadImageException(Fault.UNDECODABLE, "The WebP's header gives no width and height.");
        }
        return length;
    }

    private static int orientation(ByteBuffer little) {
        long at = FIRST_CHUNK;
        while (at + CHUNK_HEADER <= little.limit()) {
            int data = (int) at + CHUNK_HEADER;
            long length = Integer.toUnsignedLong(little.getInt((int) at + Integer.BYTES));
            if (Integer.reverseBytes(little.getInt((int) at)) == EXIF && data + length <= little.limit()) {
                return exif(little.slice(data, (int) length));
            }
            // Chunks begin at even offsets.
            at = data + length + (length & 1);
        }
        return ExifOrientation.UPRIGHT;
    }

    /** Some writers put JPEG's identifier before the TIFF structure, against the format's text. */
    private static int exif(ByteBuffer content) {
        boolean identified = content.limit() >= EXIF_IDENTIFIER_BYTES && content.get(0) == 'E';
        int from = identified ? EXIF_IDENTIFIER_BYTES : 0;
        return ExifOrientation.of(content.slice(from, content.limit() - from));
    }
}
