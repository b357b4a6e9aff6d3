package io.frametag.files;

/**
 * A file, or a range of one.
 *
 * @param base URI of the folder that {@code name} is relative to
 * @param name with slashes; empty for the folder itself, if that is what cannot be read
 * @param type null where there is a problem
 * @param length of the whole file in bytes, as it was listed
 * @param modified of the file, milliseconds since the epoch
 * @param start where the first input is
 * @param end inputs that begin at this position or behind it are others'; see {@link Cursor#position}
 * @param problem why nothing of it can be read, as a part of a sentence; usually null
 */
record Piece(
        String base, String name, FileType type, long length, long modified, Cursor start, long end, String problem) {

    static Piece of(String base, String name, FileType type, long length, long modified) {
        return new Piece(base, name, type, length, modified, Cursor.START, Long.MAX_VALUE, null);
    }

    static Piece unreadable(String base, String name, String problem) {
        return new Piece(base, name, null, 0, 0, Cursor.START, Long.MAX_VALUE, problem);
    }

    String uri() {
        return InputPath.uri(base, name);
    }

    Piece from(Cursor cursor) {
        return new Piece(base, name, type, length, modified, cursor, end, problem);
    }

    Piece until(long position) {
        return new Piece(base, name, type, length, modified, start, position, problem);
    }
}
