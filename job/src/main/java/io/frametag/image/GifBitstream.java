package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;

/** GIF (87a and 89a): a screen, then extensions and images, all in sub-blocks of at most 255 bytes. The first image counts. */
final class GifBitstream implements Bitstream {
    /** GIF8, and what is common to 7a and 9a. */
    private static final int SIGNATURE = 0x47494638;

    private static final int SCREEN_END = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int IMAGE_DESCRIPTOR_BYTES = 10;
    private static final int TABLE_FLAG = 0x80;
    private static final int NONE = -1;

    @Override
    public boolean begins(ByteBuffer bytes) {
        return bytes.limit() > 5
                && bytes.getInt(0) == SIGNATURE
                && (bytes.get(4) == '7' || bytes.get(4) == '9')
                && bytes.get(5) == 'a';
    }

    @Override
    public ImageHeader header(ByteBuffer bytes) throws BadImageException {
        if (bytes.limit() < SCREEN_END) {
            throw new BadImageException(Fault.TRUNCATED, "The GIF ends within its header.");
        }
        int width = little(bytes, 6);
        int height = little(bytes, 8);
        if (width == 0 || height == 0) {
            throw new BadImageException(Fault.UNDECODABLE, "The GIF's header gives no width and height.");
        }
        boolean alpha = false;
        int at = SCREEN_END + tableBytes(unsigned(bytes, 10));
        while (at != NONE && at + 1 < bytes.limit() && unsigned(bytes, at) == EXTENSION) {
            // Label, size, then the flags, of which the lowest says that a colour is transparent.
            alpha |= unsigned(bytes, at + 1) == GRAPHIC_CONTROL
                    && at + 3 < bytes.limit()
                    && (bytes.get(at + 3) & 1) == 1;
            at = behindBlocks(bytes, at + 2);
        }
        return new ImageHeader(
                ImageFormat.GIF,
                width,
                height,
                ExifOrientation.UPRIGHT,
                alpha,
                hasImage(bytes, at) ? Ending.WHOLE : Ending.INCOMPLETE);
    }

    private static boolean hasImage(ByteBuffer bytes, int at) throws BadImageException {
        if (at == NONE || at + IMAGE_DESCRIPTOR_BYTES >= bytes.limit()) {
            return false;
        }
        if (unsigned(bytes, at) != IMAGE) {
            throw new BadImageException(Fault.UNDECODABLE, "The GIF has no image behind its header.");
        }
        requireWithin(bytes, at + 1, 6);
        requireWithin(bytes, at + 3, 8);
        int codeSize = at + IMAGE_DESCRIPTOR_BYTES + tableBytes(unsigned(bytes, at + IMAGE_DESCRIPTOR_BYTES - 1));
        if (codeSize >= bytes.limit() || behindBlocks(bytes, codeSize + 1) == NONE) {
            return false;
        }
        GifCodes.requireFewClears(bytes, codeSize);
        return true;
    }

    /** What lies beyond the screen would be allocated past the limits. */
    private static void requireWithin(ByteBuffer bytes, int image, int screen) throws BadImageException {
        if (little(bytes, image) + little(bytes, image + 4) > little(bytes, screen)) {
            throw new BadImageException(Fault.UNDECODABLE, "The GIF has an image that is larger than its screen.");
        }
    }

    /** The index behind the empty block that ends a row of sub-blocks, or {@link #NONE}. */
    private static int behindBlocks(ByteBuffer bytes, int from) {
        int at = from;
        while (at < bytes.limit()) {
            int length = unsigned(bytes, at);
            at += 1 + length;
            if (length == 0) {
                return at;
            }
        }
        return NONE;
    }

    private static int tableBytes(int flags) {
        return (flags & TABLE_FLAG) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int little(ByteBuffer bytes, int at) {
        return Character.reverseBytes(bytes.getChar(at));
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Byte.toUnsignedInt(bytes.get(at));
    }
}
