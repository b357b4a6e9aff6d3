package io.frametag.files;

/**
 * A file or folder, as it was when its folder was listed.
 *
 * @param name within its folder
 * @param length in bytes
 * @param modified milliseconds since the epoch
 */
record Entry(String name, Kind kind, long length, long modified) {
    enum Kind {
        FILE,
        FOLDER,
        /** A device, a pipe: opening one may wait for ever. */
        NEITHER,
        /** Its name is known and nothing else: a link that leads nowhere, or no right to look. */
        UNKNOWN
    }
}
