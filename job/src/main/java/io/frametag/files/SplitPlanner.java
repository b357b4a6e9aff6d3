package io.frametag.files;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes splits of the files that are found: small ones in groups, large ones in ranges, which it finds without reading their members.
 * Splits grow with what was handed out before, so that few files are shared out evenly, and many cost few splits. Keeps no file open.
 */
final class SplitPlanner {
    private static final long MOST_FILES = 500;
    private static final long MOST_BYTES = 16L << 20;
    private static final long SMALLEST_RANGE = 4L << 20;
    private static final long LARGEST_RANGE = 64L << 20;
    /** No split is more than this part of what each reader has got before it. */
    private static final int SHARE = 32;

    private final FileWalk walk;
    private final ShardOpener opener;
    /** A split is this part of what was handed out before it. */
    private final long share;

    private final long ignoredBefore;
    /** By the walk, up to the last file that is handed out. */
    private long ignored;

    private FilesProgress progress;
    /** Found and not yet handed out in full. */
    private FileWalk.Found pending;

    private long passedOfPending;

    /**
     * A split.
     *
     * @param after what is to be remembered once the split is handed out
     */
    record Planned(FileSplit split, FilesProgress after) {}

    /** The first part of what is left of a file. */
    private record Range(Cursor end, long bytes) {}

    /**
     * @param from as {@link Planned#after}; what was returned is not planned again
     * @param readers how many share the splits
     */
    SplitPlanner(List<InputPath> inputs, FilesProgress from, ShardOpener opener, int readers) {
        this.opener = opener;
        this.share = (long) SHARE * readers;
        this.ignoredBefore = from.ignored();
        this.progress = from.withReturned(List.of());
        ListingPosition position = from.position();
        this.walk = new FileWalk(inputs, position);
        if (position.within() != null) {
            Piece piece = FileWalk.lookAt(inputs.get(position.input()).base(), position.name());
            pending = new FileWalk.Found(position.input(), piece.from(position.within()));
            passedOfPending = position.passed();
        }
    }

    /** @return the next split, or null at the end */
    Planned next() {
        List<Piece> group = new ArrayList<>();
        long bytes = 0;
        long mostFiles = Math.max(1, Math.min(progress.files() / share, MOST_FILES));
        long mostBytes = Math.min(progress.bytes() / share, MOST_BYTES);
        int input = 0;
        while (group.isEmpty() || (group.size() < mostFiles && bytes <= mostBytes)) {
            FileWalk.Found found = take();
            if (found == null) {
                break;
            }
            if (isLarge(found.piece())) {
                if (group.isEmpty()) {
                    return range(found);
                }
                pending = found;
                break;
            }
            group.add(found.piece());
            bytes += found.piece().length();
            input = found.input();
            ignored = walk.ignored();
        }
        if (group.isEmpty()) {
            return null;
        }
        return planned(
                group, ListingPosition.behind(input, group.get(group.size() - 1).name()), group.size(), bytes);
    }

    /** All that there is to remember, once {@link #next} has found the end. */
    FilesProgress end() {
        ignored = walk.ignored();
        return remember(progress.position(), 0, 0);
    }

    private FileWalk.Found take() {
        FileWalk.Found found = pending != null ? pending : walk.next();
        pending = null;
        return found;
    }

    /** What goes on was large when it began. */
    private boolean isLarge(Piece piece) {
        return !piece.start().equals(Cursor.START)
                || (piece.type() != null && piece.type().isSplittable() && piece.length() > rangeBytes(piece));
    }

    private long rangeBytes(Piece piece) {
        long fair = Math.max(progress.bytes(), piece.length()) / share;
        return Math.max(SMALLEST_RANGE, Math.min(fair, LARGEST_RANGE));
    }

    private Planned range(FileWalk.Found found) {
        ignored = walk.ignored();
        Piece piece = found.piece();
        int begun = piece.start().equals(Cursor.START) ? 1 : 0;
        Range range = firstRange(piece);
        if (range == null) {
            long left = Math.max(0, piece.length() - passedOfPending);
            passedOfPending = 0;
            return planned(List.of(piece), ListingPosition.behind(found.input(), piece.name()), begun, left);
        }
        pending = new FileWalk.Found(found.input(), piece.from(range.end()));
        passedOfPending += range.bytes();
        return planned(
                List.of(piece.until(range.end().position())),
                new ListingPosition(found.input(), piece.name(), range.end(), passedOfPending),
                begun,
                range.bytes());
    }

    /** @return null if there is no second one, or the file is damaged: whoever reads the rest says so */
    private Range firstRange(Piece piece) {
        if (piece.type().isFoundByJumps() && !Storage.of(piece.base()).seeksCheaply()) {
            return null;
        }
        long enough = rangeBytes(piece);
        try (GuardedShard shard = opener.open(piece)) {
            while (shard.next() != null) {
                Cursor next = shard.cursor();
                if (shard.passed() >= enough && next.skip() == 0 && !next.isEnd()) {
                    return new Range(next, shard.passed());
                }
            }
            return null;
        }
    }

    private Planned planned(List<Piece> pieces, ListingPosition position, long files, long bytes) {
        progress = remember(position, files, bytes);
        return new Planned(FileSplit.of(pieces), progress);
    }

    private FilesProgress remember(ListingPosition position, long files, long bytes) {
        return new FilesProgress(
                progress.inputs(),
                position,
                progress.files() + files,
                progress.bytes() + bytes,
                ignoredBefore + ignored,
                List.of());
    }
}
