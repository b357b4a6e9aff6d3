package io.frametag.files;

import io.frametag.image.ImageFileNames;
import io.frametag.pipeline.RawRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * The images of a zip archive, or of a range of its directory, in the directory's order. A member that is damaged, encrypted or
 * compressed in an unusual way is refused by itself; a damaged directory ends the archive.
 */
final class ZipShard implements Shard {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;

    private final SeekableBytes bytes;
    private final Piece piece;
    private final FileRecords records;
    private final int maxImageBytes;
    private ZipDirectory directory;
    private Cursor cursor;
    private long hidden;
    private long passed;

    /** @param bytes of the whole archive; closed with this */
    ZipShard(SeekableBytes bytes, Piece piece, FileRecords records, int maxImageBytes) {
        this.bytes = bytes;
        this.piece = piece;
        this.records = records;
        this.maxImageBytes = maxImageBytes;
        this.cursor = piece.start();
    }

    @Override
    public Member next() throws IOException {
        try {
            if (directory == null && !cursor.isEnd()) {
                directory = new ZipDirectory(bytes);
                cursor = cursor.position() == 0 ? new Cursor(directory.begin(), 0, 0) : cursor;
            }
            while (cursor.position() < piece.end()) {
                if (cursor.position() >= directory.end()) {
                    cursor = Cursor.end(cursor.ordinal());
                    return null;
                }
                ZipMember member = directory.entryAt(cursor.position());
                passed += Math.max(0, Math.min(member.compressed(), bytes.length()));
                cursor = new Cursor(member.next(), cursor.ordinal(), 0);
                if (ImageFileNames.contentType(member.name()).isPresent()) {
                    if (!InputPath.isHidden(member.name())) {
                        cursor = new Cursor(member.next(), cursor.ordinal() + 1, 0);
                        return new Found(cursor.ordinal() - 1, member);
                    }
                    hidden++;
                }
            }
            return null;
        } catch (DamagedFileException e) {
            long ordinal = cursor.ordinal();
            cursor = Cursor.end(ordinal + 1);
            return new KnownMember(
                    ordinal,
                    records.unreadable(
                            ordinal, e.position(), e.getMessage() + "; what it names from there on is not read"));
        }
    }

    @Override
    public Cursor cursor() {
        return cursor;
    }

    @Override
    public long hidden() {
        return hidden;
    }

    /** Bytes of the members' data, as the directory says. */
    @Override
    public long passed() {
        return passed;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private final class Found implements Member {
        private final long ordinal;
        private final ZipMember member;

        Found(long ordinal, ZipMember member) {
            this.ordinal = ordinal;
            this.member = member;
        }

        @Override
        public long ordinal() {
            return ordinal;
        }

        @Override
        public RawRecord read() throws IOException {
            if (member.encrypted()) {
                return unreadable("is encrypted");
            }
            if (member.method() != ZipMember.STORED && member.method() != ZipMember.DEFLATED) {
                return unreadable("is compressed by method " + member.method() + ": only Deflate is read");
            }
            if (member.size() < 0 || member.size() > maxImageBytes) {
                return records.tooLarge(ordinal, member.local(), member.size(), maxImageBytes);
            }
            byte[] image = new byte[(int) member.size()];
            try (InputStream data = data()) {
                if (data.readNBytes(image, 0, image.length) < image.length || data.read() >= 0) {
                    return unreadable("is not as long as the zip directory says");
                }
            } catch (DamagedFileException | ZipException | EOFException e) {
                return unreadable("is damaged: " + FileProblem.text(e));
            }
            CRC32 crc = new CRC32();
            crc.update(image);
            return (int) crc.getValue() == member.crc()
                    ? records.member(ordinal, member.name(), member.modified(), image)
                    : unreadable("does not have the checksum that the zip directory says");
        }

        private InputStream data() throws IOException, DamagedFileException {
            if (member.local() < 0 || !bytes.reaches(member.local() + LOCAL_BYTES)) {
                throw new DamagedFileException(member.local(), "its header is not in the archive");
            }
            bytes.skipTo(member.local());
            ByteBuffer header = ByteBuffer.wrap(bytes.readExactly(LOCAL_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            if (header.getInt(0) != LOCAL) {
                throw new DamagedFileException(member.local(), "its header is not where the zip directory says");
            }
            bytes.skipTo(bytes.position()
                    + Short.toUnsignedInt(header.getShort(26))
                    + Short.toUnsignedInt(header.getShort(28)));
            // One more than there are: without a zlib header the inflater may ask for it.
            return member.method() == ZipMember.STORED
                    ? new BytesRange(bytes, member.compressed())
                    : new RawInflate(new BytesRange(bytes, member.compressed() + 1));
        }

        private RawRecord unreadable(String problem) {
            return records.unreadable(ordinal, member.local(), member.name() + " " + problem);
        }
    }
}
