package io.frametag.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * What a zip archive's directory says of a member.
 *
 * @param encrypted whether its data are
 * @param method how it is compressed: {@link #STORED} or {@link #DEFLATED} are read
 * @param crc CRC-32 of the data
 * @param compressed bytes in the archive
 * @param size bytes of the data
 * @param local where the member's own header stands
 * @param modified milliseconds since the epoch; where only the local time of an unknown place is given, as if that were UTC
 * @param next where the directory's next entry is
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, .ZIP File Format Specification, 4.3.12, 4.5</a>
 */
record ZipMember(
        String name,
        boolean encrypted,
        int method,
        int crc,
        long compressed,
        long size,
        long local,
        long modified,
        long next) {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    static final int FIXED_BYTES = 46;
    private static final int SIGNATURE = 0x02014b50;
    private static final int ENCRYPTED = 1;
    private static final int UTF_8_NAME = 1 << 11;
    private static final int NAMES_ENCRYPTED = 1 << 13;
    private static final int EXTRA_64 = 0x0001;
    private static final int EXTRA_TIMES = 0x5455;
    private static final long IN_EXTRA_64 = 0xFFFFFFFFL;
    /** What zip names were in before UTF-8. Not every Java runtime has it. */
    private static final Charset OLD_NAMES = Charset.isSupported("IBM437") ? Charset.forName("IBM437") : ISO_8859_1;

    /**
     * The whole entry's bytes.
     *
     * @param entry its first {@value #FIXED_BYTES} bytes, little-endian
     */
    static int sizeOf(ByteBuffer entry, long position) throws DamagedFileException {
        if (entry.getInt(0) != SIGNATURE) {
            throw new DamagedFileException(position, "there is no entry in the zip directory where one must be");
        }
        return FIXED_BYTES + unsignedShort(entry, 28) + unsignedShort(entry, 30) + unsignedShort(entry, 32);
    }

    /**
     * Reads an entry.
     *
     * @param entry all of it, little-endian
     * @param shift what is to be added to offsets
     */
    static ZipMember parse(ByteBuffer entry, long position, int bytes, long shift) {
        int flags = unsignedShort(entry, 8);
        int nameLength = unsignedShort(entry, 28);
        int extraLength = unsignedShort(entry, 30);
        long compressed = unsignedInt(entry, 20);
        long size = unsignedInt(entry, 24);
        long local = unsignedInt(entry, 42);
        long modified = dosMillis(unsignedShort(entry, 14), unsignedShort(entry, 12));

        int at = FIXED_BYTES + nameLength;
        int end = at + extraLength;
        while (at + 4 <= end) {
            int id = unsignedShort(entry, at);
            int length = unsignedShort(entry, at + 2);
            int data = at + 4;
            if (data + length > end) {
                break;
            }
            if (id == EXTRA_64) {
                // Those that do not fit, and only those, in this order.
                int field = data;
                if (size == IN_EXTRA_64 && field + 8 <= data + length) {
                    size = entry.getLong(field);
                    field += 8;
                }
                if (compressed == IN_EXTRA_64 && field + 8 <= data + length) {
                    compressed = entry.getLong(field);
                    field += 8;
                }
                if (local == IN_EXTRA_64 && field + 8 <= data + length) {
                    local = entry.getLong(field);
                }
            } else if (id == EXTRA_TIMES && length >= 5 && (entry.get(data) & 1) != 0) {
                modified = entry.getInt(data + 1) * 1000L;
            }
            at = data + length;
        }
        return new ZipMember(
                name(entry, nameLength, (flags & UTF_8_NAME) != 0),
                (flags & (ENCRYPTED | NAMES_ENCRYPTED)) != 0,
                unsignedShort(entry, 10),
                entry.getInt(16),
                compressed,
                size,
                local + shift,
                modified,
                position + bytes);
    }

    private static String name(ByteBuffer entry, int length, boolean isUtf8) {
        ByteBuffer name = entry.slice(FIXED_BYTES, length);
        try {
            return UTF_8.newDecoder().decode(name).toString();
        } catch (CharacterCodingException e) {
            return (isUtf8 ? UTF_8 : OLD_NAMES)
                    .decode(entry.slice(FIXED_BYTES, length))
                    .toString();
        }
    }

    private static long dosMillis(int date, int time) {
        try {
            return LocalDateTime.of(
                            1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, (time & 31) * 2)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private static int unsignedShort(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private static long unsignedInt(ByteBuffer buffer, int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }
}
