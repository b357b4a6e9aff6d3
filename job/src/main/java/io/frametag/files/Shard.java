package io.frametag.files;

import java.io.Closeable;
import java.io.IOException;

/**
 * The inputs of one file, one after another. What is damaged is an input, too, one that is refused when it is read: so whoever counts and
 * whoever reads find the same ordinals. One thread only.
 */
interface Shard extends Closeable {
    /**
     * Finds the next input, as far as that can be done without reading it.
     *
     * @return null at the end
     * @throws IOException if the storage fails: nothing more can be found
     */
    Member next() throws IOException;

    /** Where the input behind the last one begins, as {@link Piece#from} takes it. */
    Cursor cursor();

    /** Images so far that are left out since their paths are hidden. */
    default long hidden() {
        return 0;
    }

    /** Bytes of the file from where this shard was opened to {@link #cursor}, as far as is known. */
    long passed();
}
