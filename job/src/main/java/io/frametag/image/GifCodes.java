package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;

/**
 * Walks the LZW codes of a GIF's image. OpenCV builds its table of 4,096 entries anew at every clear code, so that a file
 * of nothing else would take minutes.
 */
final class GifCodes {
    private static final int MOST_BITS = 12;
    /** Encoders clear a full table; some clear each time before codes would get longer, to do without a table. */
    private static final int FREE_CLEARS = 10_000;

    private static final int CODES_A_CLEAR = 100;

    private final ByteBuffer bytes;
    private int at;
    private int leftInBlock;
    private int buffer;
    private int bufferedBits;

    private GifCodes(ByteBuffer bytes, int firstBlock) {
        this.bytes = bytes;
        this.at = firstBlock;
    }

    /**
     * @param codeSize the index of the byte that says how long the first codes are; blocks follow, and are all there
     * @throws BadImageException UNDECODABLE if the table is cleared far more often than any encoder does it
     */
    static void requireFewClears(ByteBuffer bytes, int codeSize) throws BadImageException {
        int size = Byte.toUnsignedInt(bytes.get(codeSize));
        if (size < 1 || size >= MOST_BITS) {
            throw new BadImageException(Fault.UNDECODABLE, "The GIF's codes are of an impossible length.");
        }
        GifCodes codes = new GifCodes(bytes, codeSize + 1);
        int clear = 1 << size;
        int width = size + 1;
        int next = clear + 2;
        long count = 0;
        long clears = 0;
        for (int code = codes.read(width); code >= 0; code = codes.read(width)) {
            count++;
            if (code == clear || code == clear + 1) {
                clears++;
                width = size + 1;
                next = clear + 2;
            } else if (next < 1 << MOST_BITS && ++next > 1 << width && width < MOST_BITS) {
                width++;
            }
        }
        if (clears > FREE_CLEARS + count / CODES_A_CLEAR) {
            throw new BadImageException(
                    Fault.UNDECODABLE, "The GIF clears its table " + clears + " times in " + count + " codes.");
        }
    }

    /** The next code, lowest bits first; negative at the end. */
    private int read(int width) {
        while (bufferedBits < width) {
            if (leftInBlock == 0) {
                leftInBlock = Byte.toUnsignedInt(bytes.get(at++));
                if (leftInBlock == 0) {
                    return -1;
                }
            }
            buffer |= Byte.toUnsignedInt(bytes.get(at++)) << bufferedBits;
            bufferedBits += Byte.SIZE;
            leftInBlock--;
        }
        int code = buffer & ((1 << width) - 1);
        buffer >>>= width;
        bufferedBits -= width;
        return code;
    }
}
