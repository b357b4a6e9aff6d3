package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * Reads a tar archive's headers and jumps over its data: ustar, old tar, GNU's long names, and POSIX pax. A header block is parsed by
 * commons-compress; the walk is our own, since that library's two hold every header of the archive, or cannot jump, and both hold a
 * long name however long it says it is.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">POSIX, pax: the ustar and pax formats</a>
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">GNU tar, Basic Tar Format</a>
 */
final class TarHeaders {
    private static final int BLOCK = 512;
    /** No path is as long. */
    private static final int LONGEST_EXTENSION = 1 << 20;

    /** Writers fill the last record up, which is 10 KiB long unless somebody says otherwise. */
    private static final int MOST_FILLING = 1 << 20;

    private static final ZipEncoding NAMES = ZipEncodingHelper.getZipEncoding(UTF_8.name());

    private final Bytes bytes;
    private final byte[] block = new byte[BLOCK];

    /** @param bytes at a member's first header */
    TarHeaders(Bytes bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads the next member's headers. Its data are next in the bytes.
     *
     * @return null at the archive's end
     * @throws DamagedFileException if there is no header where one must be: nothing behind it can be found
     */
    TarMember next() throws IOException, DamagedFileException {
        long begin = bytes.position();
        String longName = null;
        String longTarget = null;
        Map<String, String> pax = Map.of();
        while (true) {
            TarArchiveEntry entry = header(begin);
            if (entry == null) {
                return null;
            }
            switch (entry.getLinkFlag()) {
                case TarConstants.LF_GNUTYPE_LONGNAME -> longName = text(extension(entry));
                case TarConstants.LF_GNUTYPE_LONGLINK -> longTarget = text(extension(entry));
                case TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_PAX_EXTENDED_HEADER_UC ->
                    pax = PaxRecords.parse(extension(entry), bytes.position());
                // For all that follow: comments mostly, and nothing that we read.
                case TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER ->
                    bytes.skipTo(behind(bytes.position(), entry.getSize()));
                default -> {
                    return member(begin, entry, longName, longTarget, pax);
                }
            }
        }
    }

    private TarArchiveEntry header(long begin) throws IOException, DamagedFileException {
        long at = bytes.position();
        int read = bytes.read(block, 0, BLOCK);
        if (read == 0 && at == 0) {
            throw new DamagedFileException(0, "the file is empty");
        }
        if (read < BLOCK) {
            throw new DamagedFileException(
                    at,
                    read == 0 && bytes.reaches(at)
                            ? "the archive ends without an end marker: it is cut short"
                            : "the archive is cut short");
        }
        if (isZero()) {
            if (at != begin) {
                throw new DamagedFileException(at, "an extended header is followed by no member");
            }
            if (goesOn()) {
                throw new DamagedFileException(at, "data follow the archive's end marker");
            }
            return null;
        }
        if (!isHeader()) {
            throw new DamagedFileException(at, "there is no tar header, or its checksum is wrong");
        }
        try {
            TarArchiveEntry entry = new TarArchiveEntry(block, NAMES);
            if (entry.getSize() < 0) {
                throw new DamagedFileException(at, "the tar header has a negative size");
            }
            return entry;
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedFileException(at, "the tar header is damaged");
        }
    }

    /** Whether another member follows the zeros, as where archives were put one behind the other, or more than fills up a tape's record. */
    private boolean goesOn() throws IOException {
        long until = bytes.position() + MOST_FILLING;
        try {
            while (bytes.position() < until) {
                if (bytes.read(block, 0, BLOCK) < BLOCK) {
                    return false;
                }
                if (!isZero() && isHeader()) {
                    return true;
                }
            }
            return bytes.read(block, 0, 1) > 0;
        } catch (IOException e) {
            // A compressed stream's own end may be missing, or filled up, too; the archive's was found.
            return false;
        }
    }

    private byte[] extension(TarArchiveEntry entry) throws IOException, DamagedFileException {
        long at = bytes.position();
        if (entry.getSize() > LONGEST_EXTENSION) {
            throw new DamagedFileException(at, "an extended header has " + entry.getSize() + " bytes");
        }
        byte[] data = new byte[(int) entry.getSize()];
        if (bytes.read(data, 0, data.length) < data.length) {
            throw new DamagedFileException(at, "the archive is cut short");
        }
        bytes.skipTo(behind(at, data.length));
        return data;
    }

    private TarMember member(
            long begin, TarArchiveEntry entry, String longName, String longTarget, Map<String, String> pax)
            throws IOException, DamagedFileException {
        boolean sparse = entry.getLinkFlag() == TarConstants.LF_GNUTYPE_SPARSE
                || pax.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
        if (entry.getLinkFlag() == TarConstants.LF_GNUTYPE_SPARSE) {
            skipSparseMap();
        }
        String name = pax.getOrDefault("path", longName == null ? entry.getName() : longName);
        String target = pax.getOrDefault("linkpath", longTarget == null ? entry.getLinkName() : longTarget);
        long size = hasNoData(entry) ? 0 : PaxRecords.number(pax, "size", entry.getSize(), begin);
        long modified =
                PaxRecords.seconds(pax, "mtime", entry.getLastModifiedTime().toMillis());
        long data = bytes.position();
        if (size < 0 || size > Long.MAX_VALUE - data - BLOCK) {
            throw new DamagedFileException(begin, "the tar header has an impossible size");
        }
        TarMember.Kind kind = entry.isLink() || entry.isSymbolicLink()
                ? TarMember.Kind.LINK
                : isFile(entry, name) ? sparse ? TarMember.Kind.SPARSE : TarMember.Kind.FILE : TarMember.Kind.OTHER;
        return new TarMember(
                kind,
                name,
                begin,
                data,
                size,
                behind(data, size),
                modified,
                kind == TarMember.Kind.LINK ? target : null);
    }

    /** GNU's old way: if the map of holes does not fit into the header, blocks with more of it follow. */
    private void skipSparseMap() throws IOException, DamagedFileException {
        boolean more = block[482] != 0;
        while (more) {
            long at = bytes.position();
            if (bytes.read(block, 0, BLOCK) < BLOCK) {
                throw new DamagedFileException(at, "the archive is cut short");
            }
            more = block[504] != 0;
        }
    }

    private static boolean isFile(TarArchiveEntry entry, String name) {
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_NORMAL, TarConstants.LF_CONTIG, TarConstants.LF_GNUTYPE_SPARSE -> true;
            // Old tar: a folder is a file whose name ends in a slash.
            case TarConstants.LF_OLDNORM -> !name.endsWith("/");
            default -> false;
        };
    }

    /** Whatever size stands there is not that of data. */
    private static boolean hasNoData(TarArchiveEntry entry) {
        return entry.isSymbolicLink()
                || entry.isCharacterDevice()
                || entry.isBlockDevice()
                || entry.getLinkFlag() == TarConstants.LF_DIR
                || entry.isFIFO();
    }

    private boolean isHeader() {
        try {
            return TarUtils.verifyCheckSum(block);
        } catch (IllegalArgumentException e) {
            // Where the checksum must be there is no number.
            return false;
        }
    }

    private boolean isZero() {
        for (byte value : block) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** Data are filled up to whole blocks. */
    private static long behind(long data, long size) {
        return data + (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** Up to the first zero. */
    private static String text(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, UTF_8);
    }
}
