package io.frametag.files;

import io.frametag.pipeline.RawRecord;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A piece's inputs, whatever happens to its file: what cannot be read becomes an input that is refused, and nothing is thrown. Opens the
 * file when the first input is asked for.
 */
final class GuardedShard implements Shard {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedShard.class);

    private final Piece piece;
    private final FileRecords records;
    private final Opening opening;
    private Shard shard;
    /** Set once something is found that ends the piece. */
    private Cursor end;

    /** Opens the piece. */
    @FunctionalInterface
    interface Opening {
        Shard open() throws IOException;
    }

    GuardedShard(Piece piece, FileRecords records, Opening opening) {
        this.piece = piece;
        this.records = records;
        this.opening = opening;
    }

    @Override
    public Guarded next() {
        if (cursor().position() >= piece.end()) {
            return null;
        }
        if (piece.problem() != null) {
            return rest(piece.problem());
        }
        try {
            if (shard == null) {
                shard = opening.open();
            }
            long from = shard.cursor().position();
            Member member = shard.next();
            return member == null ? null : new Guarded(member, from);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} cannot be read", piece.uri(), e);
            return rest(FileProblem.text(e));
        }
    }

    private Guarded rest(String problem) {
        Cursor at = cursor();
        end = Cursor.end(at.ordinal() + 1);
        return new Guarded(
                new KnownMember(at.ordinal(), records.unreadable(at.ordinal(), at.position(), problem)), at.position());
    }

    @Override
    public Cursor cursor() {
        return end != null ? end : shard == null ? piece.start() : shard.cursor();
    }

    @Override
    public long hidden() {
        return shard == null ? 0 : shard.hidden();
    }

    @Override
    public long passed() {
        return shard == null ? 0 : shard.passed();
    }

    @Override
    public void close() {
        if (shard != null) {
            try {
                shard.close();
            } catch (IOException e) {
                LOG.debug("{} cannot be closed", piece.uri(), e);
            }
        }
    }

    /** An input that can always be read, if only to be refused. */
    final class Guarded implements Member {
        private final Member member;
        private final long from;

        private Guarded(Member member, long from) {
            this.member = member;
            this.from = from;
        }

        @Override
        public long ordinal() {
            return member.ordinal();
        }

        @Override
        public RawRecord read() {
            try {
                return member.read();
            } catch (IOException | RuntimeException e) {
                LOG.debug("Input {} of {} cannot be read", ordinal(), piece.uri(), e);
                return records.unreadable(ordinal(), from, FileProblem.text(e));
            }
        }
    }
}
