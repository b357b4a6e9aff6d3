package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.pipeline.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.flink.util.IOUtils;

/** Reads the rows of one row group, in their order. */
final class RowGroupRows implements Closeable {
    private static final byte[] NO_IMAGE = {};

    private final Piece piece;
    private final ParquetFooter footer;
    private final ParquetFooter.Group group;
    private final FileRecords records;
    private final ReadLimits limits;
    private SeekableBytes imageBytes;
    private ParquetValues images;
    /** Beside the images, since the two columns are read in turn; null without a column that names the images. */
    private SeekableBytes idBytes;

    private ParquetValues ids;
    private boolean opened;
    private long read;
    private String problem;

    /** Opens the file when the first row is read. */
    RowGroupRows(Piece piece, ParquetFooter footer, ParquetFooter.Group group, FileRecords records, ReadLimits limits) {
        this.piece = piece;
        this.footer = footer;
        this.group = group;
        this.records = records;
        this.limits = limits;
    }

    ParquetFooter.Group group() {
        return group;
    }

    /** Why nothing more can be read of the group, as a part of a sentence; null if nothing is wrong. */
    String problem() {
        return problem == null ? null : "the column of images cannot be read: " + problem;
    }

    /** One attempt: what cannot be opened for one row is not for the next. */
    private void open() throws IOException {
        opened = true;
        boolean named = footer.id() != null;
        int mostPageBytes = limits.blockBytes() / (named ? 2 : 1);
        imageBytes = SeekableBytes.open(piece.uri());
        images = new ParquetValues(imageBytes, group.image(), footer.image(), group.rows(), mostPageBytes);
        if (named) {
            idBytes = SeekableBytes.open(piece.uri());
            ids = new ParquetValues(idBytes, group.id(), footer.id(), group.rows(), mostPageBytes);
        }
    }

    /** @param row within the group; not one that has been read */
    RawRecord read(long row, long ordinal) {
        try {
            if (!opened) {
                open();
            }
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
        return records.unreadable(ordinal, group.image().position(), problem());
    }

    private RawRecord read(long ordinal) throws IOException {
        String id = ids == null ? null : id(ids.next());
        int length = images.next();
        if (length > limits.maxImageBytes()) {
            return records.tooLarge(ordinal, group.image().position(), length, limits.maxImageBytes());
        }
        return records.row(ordinal, id, piece.modified(), length < 0 ? NO_IMAGE : images.take());
    }

    /** @return null if the row has none, or one that nobody would call a name */
    private String id(int length) throws IOException {
        if (length < 0 || length > limits.maxImageBytes()) {
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
    public void close() {
        IOUtils.closeAllQuietly(images, ids, imageBytes, idBytes);
    }
}
