package io.frametag.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.parquet.format.PageHeader;

/**
 * A page as it stands in the file, behind its header, with the checksum that a writer may have given it.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/checksumming/">Parquet, Checksumming</a>
 */
final class StoredPage extends CheckedInputStream {
    private final PageHeader header;

    /** @param bytes up to the page's end */
    StoredPage(InputStream bytes, PageHeader header) {
        super(bytes, new CRC32());
        this.header = header;
    }

    /**
     * Reads what is left of it.
     *
     * @throws IOException if the page does not have the checksum that its header says
     */
    void check() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        if (header.isSetCrc() && (int) getChecksum().getValue() != header.getCrc()) {
            throw new IOException("a page does not have its checksum");
        }
    }
}
