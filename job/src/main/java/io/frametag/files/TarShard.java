package io.frametag.files;

import io.frametag.image.ImageFileNames;
import io.frametag.pipeline.RawRecord;
import java.io.IOException;

/**
 * The images of a tar archive, or of a range of one. Damage ends it: where the next header is can only be known from the one before.
 * What is between the images is jumped over.
 */
final class TarShard implements Shard {
    private final Bytes bytes;
    private final FileRecords records;
    private final int maxImageBytes;
    private final boolean streamed;
    private final TarHeaders headers;
    private final long begin;
    private final long end;
    private Cursor cursor;
    private long hidden;

    /**
     * @param bytes of the whole archive; closed with this
     * @param piece the range
     * @param streamed whether damage of the data shows only when they are read, and may then end the archive: they are read at once
     */
    TarShard(Bytes bytes, Piece piece, FileRecords records, int maxImageBytes, boolean streamed) {
        this.bytes = bytes;
        this.records = records;
        this.maxImageBytes = maxImageBytes;
        this.streamed = streamed;
        this.headers = new TarHeaders(bytes);
        this.begin = piece.start().position();
        this.end = piece.end();
        this.cursor = piece.start();
    }

    @Override
    public Member next() throws IOException {
        while (cursor.position() < end) {
            try {
                bytes.skipTo(cursor.position());
                TarMember member = headers.next();
                if (member == null) {
                    cursor = Cursor.end(cursor.ordinal());
                    return null;
                }
                if (!bytes.reaches(member.data() + member.size())) {
                    throw new DamagedFileException(member.header(), "the archive is cut short within " + member.name());
                }
                cursor = new Cursor(member.next(), cursor.ordinal(), 0);
                if (isImage(member)) {
                    if (!InputPath.isHidden(member.name())) {
                        return found(member);
                    }
                    hidden++;
                }
            } catch (DamagedFileException e) {
                return rest(e.position(), e.getMessage());
            }
        }
        return null;
    }

    private static boolean isImage(TarMember member) {
        return member.kind() != TarMember.Kind.OTHER
                && ImageFileNames.contentType(member.name()).isPresent();
    }

    private Member found(TarMember member) {
        long ordinal = cursor.ordinal();
        cursor = new Cursor(cursor.position(), ordinal + 1, 0);
        Found found = new Found(ordinal, member);
        if (!streamed) {
            return found;
        }
        try {
            return new KnownMember(ordinal, found.read());
        } catch (IOException e) {
            cursor = new Cursor(member.header(), ordinal, 0);
            return rest(member.header(), FileProblem.text(e) + " within " + member.name());
        }
    }

    private Member rest(long position, String problem) {
        long ordinal = cursor.ordinal();
        cursor = Cursor.end(ordinal + 1);
        String until = end == Long.MAX_VALUE ? "" : " to " + end;
        return new KnownMember(
                ordinal, records.unreadable(ordinal, position, problem + "; nothing is read from there on" + until));
    }

    @Override
    public Cursor cursor() {
        return cursor;
    }

    @Override
    public long hidden() {
        return hidden;
    }

    @Override
    public long passed() {
        return (cursor.isEnd() ? bytes.position() : cursor.position()) - begin;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** An image whose data are next in the bytes, or can be jumped to. */
    private final class Found implements Member {
        private final long ordinal;
        private final TarMember member;

        Found(long ordinal, TarMember member) {
            this.ordinal = ordinal;
            this.member = member;
        }

        @Override
        public long ordinal() {
            return ordinal;
        }

        @Override
        public RawRecord read() throws IOException {
            switch (member.kind()) {
                case LINK -> {
                    return unreadable("is a link to " + member.linkTarget() + ", which is not followed");
                }
                case SPARSE -> {
                    return unreadable("is a sparse file, which is not read");
                }
                default -> {
                    if (member.size() > maxImageBytes) {
                        return records.tooLarge(ordinal, member.header(), member.size(), maxImageBytes);
                    }
                    bytes.skipTo(member.data());
                    byte[] image = bytes.readExactly((int) member.size());
                    return records.member(ordinal, member.name(), member.modified(), image);
                }
            }
        }

        private RawRecord unreadable(String problem) {
            return records.unreadable(ordinal, member.header(), member.name() + " " + problem);
        }
    }
}
