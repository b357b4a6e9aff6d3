package io.frametag.files;

import io.frametag.pipeline.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A file that is one image. */
final class SingleImage implements Shard, Member {
    private final Piece piece;
    private final FileRecords records;
    private final int maxImageBytes;
    private boolean found;

    SingleImage(Piece piece, FileRecords records, int maxImageBytes) {
        this.piece = piece;
        this.records = records;
        this.maxImageBytes = maxImageBytes;
    }

    @Override
    public Member next() {
        if (found || piece.start().isEnd()) {
            return null;
        }
        found = true;
        return this;
    }

    @Override
    public long ordinal() {
        return 0;
    }

    /** The file may have changed since it was listed: it is read until it ends. */
    @Override
    public RawRecord read() throws IOException {
        if (piece.length() > maxImageBytes) {
            return tooLarge(piece.length());
        }
        byte[] image = new byte[(int) piece.length()];
        int length = 0;
        try (InputStream in = Storage.of(piece.base()).open(piece.uri())) {
            while (true) {
                length += in.readNBytes(image, length, image.length - length);
                int next = length < image.length ? -1 : in.read();
                if (next < 0) {
                    return records.image(length == image.length ? image : Arrays.copyOf(image, length));
                }
                if (length >= maxImageBytes) {
                    return tooLarge(length + 1L);
                }
                image = Arrays.copyOf(image, (int) Math.min(maxImageBytes, Math.max(8192, image.length * 2L)));
                image[length++] = (byte) next;
            }
        }
    }

    private RawRecord tooLarge(long bytes) {
        return records.tooLarge(0, 0, bytes, maxImageBytes);
    }

    @Override
    public Cursor cursor() {
        return found ? Cursor.end(1) : Cursor.START;
    }

    @Override
    public long passed() {
        return found ? piece.length() : 0;
    }

    @Override
    public void close() {}
}
