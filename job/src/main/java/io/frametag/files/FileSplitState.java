package io.frametag.files;

/** How far a reader has come in a split. */
final class FileSplitState {
    private final FileSplit split;
    private int done;
    private Cursor cursor;

    FileSplitState(FileSplit split) {
        this.split = split;
        this.cursor = split.pieces().get(0).start();
    }

    /** Behind a record that was passed on. */
    void passed(FileRecord record) {
        done = record.piece();
        cursor = record.next();
    }

    /** What is left; of a piece that is through nothing comes any more. */
    FileSplit split() {
        return split.from(done, cursor);
    }
}
