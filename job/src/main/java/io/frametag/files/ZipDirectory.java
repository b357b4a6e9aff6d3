package io.frametag.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A zip archive's central directory, entry by entry. Libraries hold all of it, some hundred bytes a member, and again for each range
 * that is read; this holds {@value #CHUNK_BYTES} bytes of it.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, .ZIP File Format Specification, 4.3</a>
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;
    /** Larger than any entry. */
    private static final int CHUNK_BYTES = 256 << 10;

    private final SeekableBytes bytes;
    private final long begin;
    private final long end;
    private final long shift;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private long chunkBegin;

    /** @throws DamagedFileException if there is no directory where one must be */
    ZipDirectory(SeekableBytes bytes) throws IOException, DamagedFileException {
        this.bytes = bytes;
        int tail = (int) Math.min(bytes.length(), END_BYTES + LONGEST_COMMENT);
        ByteBuffer last = at(bytes.length() - tail, tail);
        int found = tail - END_BYTES;
        while (found >= 0 && !isEnd(last, found)) {
            found--;
        }
        if (found < 0) {
            throw new DamagedFileException(
                    bytes.length(), "there is no zip directory at the end: it is no zip archive, or cut short");
        }
        if (unsignedShort(last, found + 4) != 0 && unsignedShort(last, found + 4) != 0xFFFF) {
            throw new DamagedFileException(bytes.length() - tail + found, "it is one part of an archive in several");
        }
        long directoryEnd = bytes.length() - tail + found;
        long size = unsignedInt(last, found + 12);
        long offset = unsignedInt(last, found + 16);
        long end64 = end64(directoryEnd);
        if (end64 >= 0) {
            ByteBuffer record = at(end64, END_64_BYTES);
            directoryEnd = end64;
            size = record.getLong(40);
            offset = record.getLong(48);
        }
        if (size < 0 || size > directoryEnd || offset < 0 || offset > directoryEnd - size) {
            throw new DamagedFileException(directoryEnd, "the zip directory is not where the archive says");
        }
        end = directoryEnd;
        begin = directoryEnd - size;
        // What is in front of the archive, such as a program that unpacks it, is not counted by its own offsets.
        shift = begin - offset;
    }

    /** Where the first entry is. */
    long begin() {
        return begin;
    }

    /** Where there are no more entries. */
    long end() {
        return end;
    }

    /** @return the entry at a position before the end */
    ZipMember entryAt(long position) throws IOException, DamagedFileException {
        ByteBuffer entry = chunkAt(position, ZipMember.FIXED_BYTES);
        int size = ZipMember.sizeOf(entry, position);
        return ZipMember.parse(chunkAt(position, size), position, size, shift);
    }

    /** @return a view that begins at {@code position}, with {@code size} bytes or more */
    private ByteBuffer chunkAt(long position, int size) throws IOException, DamagedFileException {
        if (size > end - position) {
            throw new DamagedFileException(position, "the zip directory is cut short");
        }
        if (position < chunkBegin || position + size > chunkBegin + chunk.limit()) {
            chunk = at(position, (int) Math.min(CHUNK_BYTES, end - position));
            chunkBegin = position;
        }
        int from = (int) (position - chunkBegin);
        return chunk.slice(from, chunk.limit() - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @return where the 64-bit end record is, or negative if there is none */
    private long end64(long endRecord) throws IOException {
        long locator = endRecord - LOCATOR_64_BYTES;
        if (locator < 0) {
            return -1;
        }
        ByteBuffer record = at(locator, LOCATOR_64_BYTES);
        if (record.getInt(0) != LOCATOR_64) {
            return -1;
        }
        for (long candidate : new long[] {record.getLong(8), locator - END_64_BYTES}) {
            if (candidate >= 0
                    && candidate <= locator - END_64_BYTES
                    && at(candidate, 4).getInt(0) == END_64) {
                return candidate;
            }
        }
        return -1;
    }

    /** The comment behind it must reach to the end of the file, or a comment could hold what looks like an end. */
    private static boolean isEnd(ByteBuffer tail, int at) {
        return tail.getInt(at) == END && at + END_BYTES + unsignedShort(tail, at + 20) == tail.limit();
    }

    private ByteBuffer at(long position, int size) throws IOException {
        bytes.skipTo(position);
        byte[] read = new byte[size];
        if (bytes.read(read, 0, size) < size) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsignedShort(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private static long unsignedInt(ByteBuffer buffer, int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }
}
