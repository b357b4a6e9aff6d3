package io.frametag.files;

import java.util.List;

/**
 * Counts all files ahead of those who read them, so that somebody can say how much is left. A part at a time, since the listing that
 * readers wait for shares its thread; keeps nothing but the sums.
 */
final class Census {
    private static final int FILES_A_STEP = 2_000;

    private final FileWalk walk;
    private long files;
    private long bytes;

    /** What was counted so far. */
    record Count(long files, long bytes, boolean done) {
        static final Count NOTHING = new Count(0, 0, false);
    }

    Census(List<InputPath> inputs) {
        walk = new FileWalk(inputs, ListingPosition.START);
    }

    Count step() {
        for (int i = 0; i < FILES_A_STEP; i++) {
            FileWalk.Found found = walk.next();
            if (found == null) {
                return new Count(files, bytes, true);
            }
            files++;
            bytes += found.piece().length();
        }
        return new Count(files, bytes, false);
    }
}
