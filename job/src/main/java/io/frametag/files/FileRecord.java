package io.frametag.files;

import io.frametag.pipeline.RawRecord;

/**
 * A record on its way to the chain.
 *
 * @param piece of its split, counted from where the reader got it
 * @param next where the one behind it begins in that piece
 */
record FileRecord(RawRecord record, int piece, Cursor next) {
    /** About what it holds. */
    long bytes() {
        return 256L + (record.value() == null ? 0 : record.value().length);
    }
}
