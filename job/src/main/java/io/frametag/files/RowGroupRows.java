package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.pipeline.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the rows of one row group, in their order. */
final class RowGroupRows implements Closeable {
    private static final byte[] NO_IMAGE = {};

    private final ParquetFooter.Group group;
    private final FileRecords records;
    private final int maxImageBytes;
    private final long modified;
    private final SeekableBytes imageBytes;
    private final ParquetValues images;
    /** Beside the images, since the two columns are read in turn; null without a column that names the images. */
    private final SeekableBytes idBytes;

    private final ParquetValues ids;
    private long read;
    private String problem;

    RowGroupRows(Piece piece, ParquetFooter footer, ParquetFooter.Group group, FileRecords records, ReadLimits limits)
            throws IOException {
        this.group = group;
        this.records = records;
        this.maxImageBytes = limits.maxImageBytes();
        this.modified = piece.modified();
        this.imageBytes = SeekableBytes.open(piece.uri());
        this.images = new ParquetValues(imageBytes, group.image(), footer.image(), limits.blockBytes());
        this.idBytes = footer.id() == null ? null : SeekableBytes.open(piece.uri());
        this.ids =
                footer.id() == null ? null : new ParquetValues(idBytes, group.id(), footer.id(), limits.blockBytes());
    }

    ParquetFooter.Group group() {
        return group;
    }

    /** @param row within the group; not one that has been read */
    RawRecord read(long row, long ordinal) {
        try {
            while (problem == null && read < row) {
                images.next();
                if (ids != null) {
                    ids.next();
                }
                read++;
            }
            if (problem == null) {
                RawRecord record = read(ordinal);
                read++;
                return record;
            }
        } catch (IOException | RuntimeException e) {
            // A decompressor may throw anything.
            problem = FileProblem.text(e) + ", from row " + (ordinal - row + read) + " on";
        }
        return records.unreadable(ordinal, group.image().position(), "the column of images cannot be read: " + problem);
    }

    private RawRecord read(long ordinal) throws IOException {
        String id = ids == null ? null : id(ids.next());
        int length = images.next();
        if (length > maxImageBytes) {
            return records.tooLarge(ordinal, group.image().position(), length, maxImageBytes);
        }
        return records.row(ordinal, id, modified, length < 0 ? NO_IMAGE : images.take());
    }

    /** @return null if the row has none, or one that nobody would call a name */
    private String id(int length) throws IOException {
        if (length < 0 || length > maxImageBytes) {
            return null;
        }
        byte[] id = ids.take();
        ByteBuffer number = ByteBuffer.wrap(id).order(ByteOrder.LITTLE_ENDIAN);
        return switch (ids.type()) {
            case INT32 -> Integer.toString(number.getInt());
            case INT64 -> Long.toString(number.getLong());
            default -> new String(id, UTF_8);
        };
    }

    @Override
    public void close() throws IOException {
        try {
            images.close();
            if (ids != null) {
                ids.close();
            }
        } finally {
            imageBytes.close();
            if (idBytes != null) {
                idBytes.close();
            }
        }
    }
}
