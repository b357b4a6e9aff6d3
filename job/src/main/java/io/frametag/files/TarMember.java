package io.frametag.files;

/**
 * What a tar archive says of a member.
 *
 * @param kind what it is
 * @param name path within the archive
 * @param header where its first header begins
 * @param data where its data begin
 * @param size of the data in bytes
 * @param next where the next member's first header begins
 * @param modified milliseconds since the epoch
 * @param linkTarget of a link; null for others
 */
record TarMember(
        Kind kind, String name, long header, long data, long size, long next, long modified, String linkTarget) {
    enum Kind {
        FILE,
        LINK,
        /** A file with holes, whose data are not the file. */
        SPARSE,
        /** A folder, a device, a label: nothing to read. */
        OTHER
    }
}
