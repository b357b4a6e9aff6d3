package io.frametag.files;

/**
 * How far the inputs have been handed out.
 *
 * @param input which of the input paths
 * @param name the last file of it that was handed out, relative to its base; null for none yet
 * @param within where that file goes on; null once it is handed out in full
 * @param passed bytes of that file that are handed out, while it goes on
 */
record ListingPosition(int input, String name, Cursor within, long passed) {
    static final ListingPosition START = new ListingPosition(0, null, null, 0);

    /** Behind a file. */
    static ListingPosition behind(int input, String name) {
        return new ListingPosition(input, name, null, 0);
    }
}
