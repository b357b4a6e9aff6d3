package io.frametag.hostile.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;

/** Makes a file's header claim another size. */
final class ClaimedSize {
    /** Beyond every limit, at the limits of formats, just within the job's own, and degenerate ones. */
    private static final int[][] SIZES = {
        {65_535, 65_535},
        {65_500, 65_500},
        {16_383, 16_383},
        {30_000, 30_000},
        {12_000, 12_000},
        {4_999, 4_999},
        {2_000, 2_000},
        {1, 65_535},
        {65_535, 1},
        {0, 0},
        {Integer.MAX_VALUE, 2},
        {-1, 7},
    };

    private static final int WEBP_BITS = 0x3FFF;
    private static final int TIFF_WIDTH = 256;
    private static final int TIFF_HEIGHT = 257;
    private static final int TIFF_ROWS_A_STRIP = 278;
    private static final int GIF_IMAGE = 0x2C;

    private ClaimedSize() {}

    static Payload any(Container container, Payload payload, Random random) {
        int[] size = SIZES[random.nextInt(SIZES.length)];
        return container == Container.RAW
                ? payload.claiming(size[0], size[1])
                : payload.with(in(container, payload.bytes(), size[0], size[1]));
    }

    /** @param width cut off to the bits that the format has for it; so with the height */
    static byte[] in(Container container, byte[] file, int width, int height) {
        byte[] claiming = file.clone();
        ByteBuffer little = ByteBuffer.wrap(claiming).order(ByteOrder.LITTLE_ENDIAN);
        switch (container) {
            case JPEG -> jpeg(Parts.of(container, file), ByteBuffer.wrap(claiming), width, height);
            case PNG -> png(claiming, width, height);
            case WEBP -> webp(little, width, height);
            case BMP -> little.putInt(18, width).putInt(22, height);
            case GIF -> gif(claiming, width, height);
            case TIFF -> {
                TiffEntries entries = TiffEntries.of(claiming);
                entries.set(TIFF_WIDTH, width);
                entries.set(TIFF_HEIGHT, height);
                entries.set(TIFF_ROWS_A_STRIP, height);
            }
            case RAW -> throw new IllegalArgumentException("A raw frame has no header.");
        }
        return claiming;
    }

    private static void jpeg(Parts parts, ByteBuffer bytes, int width, int height) {
        // SOF0 to SOF2: the encoders here write no others.
        int frame = parts.starts().get(parts.withMarker(0xC0, 0xC2).get(0));
        bytes.putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
    }

    private static void png(byte[] file, int width, int height) {
        ByteBuffer bytes = ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        CRC32 checksum = new CRC32();
        checksum.update(file, 12, 17);
        bytes.putInt(29, (int) checksum.getValue());
    }

    private static void webp(ByteBuffer bytes, int width, int height) {
        switch (bytes.get(15)) {
            case 'L' -> bytes.putInt(21, ((width - 1) & WEBP_BITS) | (((height - 1) & WEBP_BITS) << 14));
            case 'X' -> bytes.putShort(24, (short) (width - 1)).putShort(27, (short) (height - 1));
            default -> bytes.putShort(26, (short) (width & WEBP_BITS)).putShort(28, (short) (height & WEBP_BITS));
        }
    }

    private static void gif(byte[] file, int width, int height) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(6, (short) width).putShort(8, (short) height);
        int at = Parts.gifPaletteEnd(file);
        while (bytes.get(at) != GIF_IMAGE) {
            // An extension: 21, its label, blocks of a length each, and an empty one.
            at += 2;
            while (bytes.get(at) != 0) {
                at += Byte.toUnsignedInt(bytes.get(at)) + 1;
            }
            at++;
        }
        bytes.putShort(at + 5, (short) width).putShort(at + 7, (short) height);
    }
}
