package io.frametag.files;

/**
 * Where a file's next input is.
 *
 * @param position in bytes; what begins there depends on the file: a tar header, an entry of a zip's directory, a block of Avro's. Of
 *     Parquet it is the row group's number. 0 is the file's beginning
 * @param ordinal of the input
 * @param skip inputs of the block at {@code position} that come before it
 */
record Cursor(long position, long ordinal, long skip) {
    static final Cursor START = new Cursor(0, 0, 0);

    /** Behind everything: what is left of a file is not read. */
    static Cursor end(long ordinal) {
        return new Cursor(Long.MAX_VALUE, ordinal, 0);
    }

    boolean isEnd() {
        return position == Long.MAX_VALUE;
    }
}
