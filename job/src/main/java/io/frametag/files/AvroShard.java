package io.frametag.files;

import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.RejectReason;
import io.frametag.schema.BlockRecords;
import io.frametag.schema.WireFormatException;
import java.io.IOException;

/**
 * The events of an Avro container file, or of some blocks of one. How many rows a block has is taken from its head, so that nobody needs
 * to read them in order to count: of a block that is damaged, each row that cannot be read is refused by itself. Where no block is
 * found the file ends, since nobody can tell how many rows come before the next.
 */
final class AvroShard implements Shard {
    private final SeekableBytes bytes;
    private final Piece piece;
    private final FileRecords records;
    private final ReadLimits limits;
    private AvroHeader header;
    private AvroRows rows;
    private Cursor cursor;
    /** Where the cursor is; null if it has not been looked at. */
    private AvroBlock block;

    /** @param bytes of the whole file; closed with this */
    AvroShard(SeekableBytes bytes, Piece piece, FileRecords records, ReadLimits limits) {
        this.bytes = bytes;
        this.piece = piece;
        this.records = records;
        this.limits = limits;
        this.cursor = piece.start();
    }

    @Override
    public Member next() throws IOException {
        try {
            if (header == null && !cursor.isEnd()) {
                open();
            }
            while (cursor.position() < piece.end()) {
                if (cursor.position() >= bytes.length()) {
                    cursor = Cursor.end(cursor.ordinal());
                    return null;
                }
                if (block == null) {
                    block = AvroBlock.at(cursor.position(), bytes, header.sync());
                }
                Row row = cursor.skip() < block.rows() ? new Row(block, cursor) : null;
                go(row == null ? 0 : 1);
                if (row != null) {
                    return row;
                }
            }
            return null;
        } catch (DamagedFileException e) {
            return rest(RejectReason.UNREADABLE_FILE, e.position(), e.getMessage());
        } catch (WireFormatException e) {
            return rest(RejectReason.UNKNOWN_SCHEMA, 0, e.getMessage());
        }
    }

    private void open() throws IOException, DamagedFileException, WireFormatException {
        bytes.skipTo(0);
        AvroHeader read = AvroHeader.read(bytes);
        AvroCodec codec = AvroCodec.of(read.codec())
                .orElseThrow(() -> new DamagedFileException(
                        0, "its blocks are compressed by " + read.codec() + ", which is not read"));
        rows = new AvroRows(bytes, codec, new BlockRecords(read.schema()), records, limits);
        header = read;
        if (cursor.position() == 0) {
            cursor = new Cursor(header.length(), 0, 0);
        }
    }

    /** Past a row, and past the block with its last. */
    private void go(int passed) {
        long ordinal = cursor.ordinal() + passed;
        long skip = cursor.skip() + passed;
        if (skip < block.rows()) {
            cursor = new Cursor(cursor.position(), ordinal, skip);
        } else {
            cursor = new Cursor(block.next(), ordinal, 0);
            block = null;
        }
    }

    private Member rest(RejectReason reason, long position, String problem) {
        long ordinal = cursor.ordinal();
        cursor = Cursor.end(ordinal + 1);
        return new KnownMember(
                ordinal,
                records.refused(
                        ordinal,
                        reason,
                        records.uri() + " at byte offset " + position + ": " + problem
                                + "; nothing is read from there on."));
    }

    @Override
    public Cursor cursor() {
        return cursor;
    }

    @Override
    public long passed() {
        return Math.min(cursor.position(), bytes.length()) - piece.start().position();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private final class Row implements Member {
        private final AvroBlock of;
        private final Cursor at;

        Row(AvroBlock of, Cursor at) {
            this.of = of;
            this.at = at;
        }

        @Override
        public long ordinal() {
            return at.ordinal();
        }

        @Override
        public RawRecord read() {
            return rows.read(of, at.skip(), at.ordinal());
        }
    }
}
