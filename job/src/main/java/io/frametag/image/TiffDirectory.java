package io.frametag.image;

import io.frametag.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The first directory of a TIFF file: tags with whole numbers. Reads by index, and holds nothing but the buffer. */
final class TiffDirectory {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int ORIENTATION = 274;
    static final int SAMPLES = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int EXTRA_SAMPLES = 338;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;

    private static final int ENTRY_BYTES = 12;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int NONE = -1;

    private final ByteBuffer bytes;
    private final int firstEntry;
    private final int entries;

    private TiffDirectory(ByteBuffer bytes, int firstEntry, int entries) {
        this.bytes = bytes;
        this.firstEntry = firstEntry;
        this.entries = entries;
    }

    /** @throws BadImageException TRUNCATED if it is not all there */
    static TiffDirectory first(ByteBuffer file) throws BadImageException {
        ByteBuffer bytes = file.duplicate().order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long at = Integer.toUnsignedLong(bytes.getInt(4));
        if (at + Short.BYTES > bytes.limit()) {
            throw truncated();
        }
        int entries = bytes.getChar((int) at);
        if (at + Short.BYTES + (long) entries * ENTRY_BYTES > bytes.limit()) {
            throw truncated();
        }
        return new TiffDirectory(bytes, (int) at + Short.BYTES, entries);
    }

    boolean has(int tag) throws BadImageException {
        return entry(tag) != NONE;
    }

    /** The first value of the tag, or {@code absent}. */
    long number(int tag, long absent) throws BadImageException {
        int entry = entry(tag);
        return entry == NONE || count(entry) == 0 ? absent : value(entry, 0);
    }

    /** The largest value of the tag, or {@code absent}. */
    long largest(int tag, long absent) throws BadImageException {
        int entry = entry(tag);
        long largest = entry == NONE ? absent : 0;
        for (long i = 0; entry != NONE && i < count(entry); i++) {
            largest = Math.max(largest, value(entry, i));
        }
        return largest;
    }

    /**
     * Whether the strips or tiles lie before {@code end} and have at least so many bytes together.
     *
     * @throws BadImageException UNDECODABLE if they overlap: each byte could be decoded a hundred thousand times
     */
    boolean hasData(long leastBytes, int end) throws BadImageException {
        boolean tiled = has(TILE_OFFSETS);
        int offsets = entry(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        int sizes = entry(tiled ? TILE_BYTES : STRIP_BYTES);
        if (offsets == NONE || sizes == NONE || count(offsets) != count(sizes)) {
            throw TiffBitstream.undecodable("The TIFF does not say where its pixels are.");
        }
        long total = 0;
        for (long i = 0; i < count(offsets); i++) {
            if (value(offsets, i) + value(sizes, i) > end) {
                return false;
            }
            total += value(sizes, i);
            if (total > end) {
                throw TiffBitstream.undecodable("The TIFF's strips overlap.");
            }
        }
        return total >= leastBytes;
    }

    /** Twice the same tag is refused: the decoder might take the other one. */
    private int entry(int tag) throws BadImageException {
        int found = NONE;
        for (int i = 0; i < entries; i++) {
            int at = firstEntry + i * ENTRY_BYTES;
            if (bytes.getChar(at) == tag) {
                if (found != NONE) {
                    throw TiffBitstream.undecodable("The TIFF's header says something twice.");
                }
                found = at;
            }
        }
        return found;
    }

    private long count(int entry) {
        return Integer.toUnsignedLong(bytes.getInt(entry + 4));
    }

    private long value(int entry, long index) throws BadImageException {
        int type = bytes.getChar(entry + 2);
        int size = size(type);
        long at = count(entry) * size <= Integer.BYTES ? entry + 8 : Integer.toUnsignedLong(bytes.getInt(entry + 8));
        at += index * size;
        if (at + size > bytes.limit()) {
            throw truncated();
        }
        return switch (type) {
            case BYTE -> Byte.toUnsignedLong(bytes.get((int) at));
            case SHORT -> bytes.getChar((int) at);
            default -> Integer.toUnsignedLong(bytes.getInt((int) at));
        };
    }

    private static int size(int type) throws BadImageException {
        return switch (type) {
            case BYTE -> 1;
            case SHORT -> 2;
            case LONG -> 4;
            default -> throw TiffBitstream.undecodable("The TIFF's header has a number of an unknown type.");
        };
    }

    private static BadImageException truncated() {
        return new BadImageException(Fault.TRUNCATED, "The TIFF ends within its header.");
    }
}
