package io.frametag.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits as they go to readers and into checkpoints. A version that was released is read for ever. */
final class FileSplitSerializer implements SimpleVersionedSerializer<FileSplit> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(split, out);
        }
        return bytes.toByteArray();
    }

    @Override
    public FileSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "The checkpoint has file splits of version " + version + ", and this build reads version " + VERSION
                            + ": resume it with the build that wrote it, or a later one.");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return read(in);
        }
    }

    /** Version 1. */
    static void write(FileSplit split, DataOutputStream out) throws IOException {
        Text.write(split.splitId(), out);
        out.writeInt(split.pieces().size());
        String base = null;
        for (Piece piece : split.pieces()) {
            boolean sameBase = piece.base().equals(base);
            out.writeBoolean(sameBase);
            if (!sameBase) {
                base = piece.base();
                Text.write(base, out);
            }
            Text.write(piece.name(), out);
            Text.write(piece.type() == null ? "" : piece.type().name(), out);
            out.writeLong(piece.length());
            out.writeLong(piece.modified());
            writeCursor(piece.start(), out);
            out.writeLong(piece.end());
            Text.write(piece.problem() == null ? "" : piece.problem(), out);
        }
    }

    /** Version 1. */
    static FileSplit read(DataInputStream in) throws IOException {
        String id = Text.read(in);
        int size = in.readInt();
        List<Piece> pieces = new ArrayList<>();
        String base = null;
        for (int i = 0; i < size; i++) {
            base = in.readBoolean() ? base : Text.read(in);
            String name = Text.read(in);
            String type = Text.read(in);
            pieces.add(new Piece(
                    base,
                    name,
                    type.isEmpty() ? null : FileType.valueOf(type),
                    in.readLong(),
                    in.readLong(),
                    readCursor(in),
                    in.readLong(),
                    emptyIsNull(Text.read(in))));
        }
        return new FileSplit(id, pieces);
    }

    static void writeCursor(Cursor cursor, DataOutputStream out) throws IOException {
        out.writeLong(cursor.position());
        out.writeLong(cursor.ordinal());
        out.writeLong(cursor.skip());
    }

    static Cursor readCursor(DataInputStream in) throws IOException {
        return new Cursor(in.readLong(), in.readLong(), in.readLong());
    }

    private static String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
