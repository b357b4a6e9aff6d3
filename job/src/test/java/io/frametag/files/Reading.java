package io.frametag.files;

import io.frametag.config.FilesInput;
import io.frametag.pipeline.RawRecord;
import io.frametag.schema.ImageEvent;
import io.frametag.schema.SingleObjectCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files as a task does, without Flink. */
final class Reading {
    static final ReadLimits LIMITS = new ReadLimits(100_000, 1_000, 1_000_000);

    static final FilesInput COLUMNS = new FilesInput(List.of("unused"), "image", null);

    private Reading() {}

    static ShardOpener opener() {
        return new ShardOpener(LIMITS, COLUMNS);
    }

    static Piece piece(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        String name = file.getFileName().toString();
        return Piece.of(
                "file:" + folder,
                name,
                FileType.of(name).orElseThrow(),
                Files.exists(file) ? Files.size(file) : 0,
                Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0);
    }

    static List<RawRecord> all(Path file) throws IOException {
        return all(piece(file));
    }

    static List<RawRecord> all(Piece piece) {
        List<RawRecord> records = new ArrayList<>();
        try (GuardedShard shard = new ShardOpener(LIMITS, Reading.COLUMNS).open(piece)) {
            for (GuardedShard.Guarded member = shard.next(); member != null; member = shard.next()) {
                RawRecord record = member.read();
                if (record.origin().offset() != member.ordinal()) {
                    throw new AssertionError(record + " has another ordinal than " + member.ordinal());
                }
                records.add(record);
            }
        }
        return records;
    }

    /** Ordinals as who only counts finds them. */
    static List<Long> ordinals(Piece piece) {
        List<Long> ordinals = new ArrayList<>();
        try (GuardedShard shard = new ShardOpener(LIMITS, Reading.COLUMNS).open(piece)) {
            for (Member member = shard.next(); member != null; member = shard.next()) {
                ordinals.add(member.ordinal());
            }
        }
        return ordinals;
    }

    /** The piece, cut wherever a planner might, at every {@code every}th input. */
    static List<Piece> cut(Piece piece, int every) {
        List<Piece> pieces = new ArrayList<>();
        Piece rest = piece;
        int inputs = 0;
        try (GuardedShard shard = new ShardOpener(LIMITS, Reading.COLUMNS).open(piece)) {
            while (shard.next() != null) {
                Cursor next = shard.cursor();
                if (++inputs >= every && next.skip() == 0 && !next.isEnd()) {
                    pieces.add(rest.until(next.position()));
                    rest = rest.from(next);
                    inputs = 0;
                }
            }
        }
        pieces.add(rest);
        return pieces;
    }

    static ImageEvent event(RawRecord record) throws Exception {
        return SingleObjectCodec.imageEvents().decode(record.value(), null);
    }

    static byte[] image(RawRecord record) throws Exception {
        ByteBuffer payload = (ByteBuffer) event(record).getPayload();
        byte[] image = new byte[payload.remaining()];
        payload.get(image);
        return image;
    }

    /** What became of a record, without what differs from one reading to the next. */
    static String outline(RawRecord record) {
        try {
            return record.origin() + " "
                    + (record.attachment() != null
                            ? record.attachment().refusal() + " "
                                    + record.attachment().message()
                            : event(record).getEventId() + " " + image(record).length);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
