package io.frametag.files;

import io.frametag.config.FilesInput;
import io.frametag.pipeline.RawRecord;
import java.io.IOException;

/**
 * The rows of a Parquet file, or of some of its row groups. How many there are is taken from the footer; of a row group that is damaged
 * each row that cannot be read is refused by itself. A row group of more rows than bytes is not believed: its rows are read as they are
 * found, and those from the damage on are refused together. The cursor's position is the row group's number.
 */
final class ParquetShard implements Shard {
    private final Piece piece;
    private final FileRecords records;
    private final ReadLimits limits;
    private final FilesInput columns;
    private ParquetFooter footer;
    private RowGroupRows rows;
    private Cursor cursor;
    private long passed;

    ParquetShard(Piece piece, FileRecords records, ReadLimits limits, FilesInput columns) {
        this.piece = piece;
        this.records = records;
        this.limits = limits;
        this.columns = columns;
        this.cursor = piece.start();
    }

    @Override
    public Member next() throws IOException {
        try {
            if (footer == null && !cursor.isEnd()) {
                long length = Storage.of(piece.base()).look(piece.uri()).length();
                footer = ParquetFooter.read(piece.uri(), length, columns.imageColumn(), columns.idColumn());
            }
        } catch (DamagedFileException e) {
            long ordinal = cursor.ordinal();
            cursor = Cursor.end(ordinal + 1);
            return new KnownMember(
                    ordinal, records.unreadable(ordinal, e.position(), e.getMessage() + "; nothing of it is read"));
        }
        while (cursor.position() < piece.end()) {
            if (cursor.position() >= footer.groups().size()) {
                cursor = Cursor.end(cursor.ordinal());
                return null;
            }
            ParquetFooter.Group group = footer.groups().get((int) cursor.position());
            Row row = cursor.skip() < group.rows() ? new Row(group, cursor) : null;
            go(group, row == null ? 0 : 1);
            if (row != null) {
                return group.rowsWithoutBytes() == 0 ? row : found(row);
            }
        }
        return null;
    }

    private Member found(Row row) {
        RawRecord record = row.read();
        long left = row.group.rows() - row.at.skip();
        if (rows.problem() != null && left > 1) {
            record = records.unreadable(
                    row.ordinal(),
                    row.group.image().position(),
                    rows.problem() + "; none of the " + left + " rows that its row group claims is read");
            cursor = new Cursor(row.at.position() + 1, row.ordinal() + left, 0);
            passed += row.group.bytes();
        }
        return new KnownMember(row.ordinal(), record);
    }

    /** Past a row, and past the row group with its last. */
    private void go(ParquetFooter.Group group, int rowsPassed) {
        long ordinal = cursor.ordinal() + rowsPassed;
        long skip = cursor.skip() + rowsPassed;
        if (skip < group.rows()) {
            cursor = new Cursor(cursor.position(), ordinal, skip);
        } else {
            cursor = new Cursor(cursor.position() + 1, ordinal, 0);
            passed += group.bytes();
        }
    }

    @Override
    public Cursor cursor() {
        return cursor;
    }

    @Override
    public long passed() {
        return passed;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
    }

    private final class Row implements Member {
        private final ParquetFooter.Group group;
        private final Cursor at;

        Row(ParquetFooter.Group group, Cursor at) {
            this.group = group;
            this.at = at;
        }

        @Override
        public long ordinal() {
            return at.ordinal();
        }

        @Override
        public RawRecord read() {
            if (rows == null || !rows.group().equals(group)) {
                close();
                rows = new RowGroupRows(piece, footer, group, records, limits);
            }
            return rows.read(at.skip(), at.ordinal());
        }
    }
}
