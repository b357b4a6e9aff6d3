package io.frametag.files;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * What one reader reads at a time: small files, or a range of a large one. As part of a checkpoint it begins where the reader has come to.
 *
 * @param splitId unique within the run
 * @param pieces in their order; at least one
 */
record FileSplit(String splitId, List<Piece> pieces) implements SourceSplit {
    FileSplit {
        pieces = List.copyOf(pieces);
    }

    static FileSplit of(List<Piece> pieces) {
        Piece first = pieces.get(0);
        return new FileSplit(first.uri() + "@" + first.start().position(), pieces);
    }

    /** What is left behind the first {@code done} pieces, from {@code cursor} in the next; at least one must be. */
    FileSplit from(int done, Cursor cursor) {
        List<Piece> rest = new java.util.ArrayList<>(pieces.subList(done, pieces.size()));
        rest.set(0, rest.get(0).from(cursor));
        return new FileSplit(splitId, rest);
    }

    /** One line, since Flink logs each split when it is handed out. */
    @Override
    public String toString() {
        return splitId + (pieces.size() == 1 ? "" : " and " + (pieces.size() - 1) + " more");
    }
}
