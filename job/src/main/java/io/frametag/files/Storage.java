package io.frametag.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file system. Files are named by URIs as Flink's {@code Path} writes them: nothing in them is escaped. Thread-safe. */
interface Storage {
    /** Local files by the JDK, which lists a folder without holding all of it; whatever else by Flink's file systems. */
    static Storage of(String uri) {
        return uri.startsWith(LocalStorage.SCHEME) ? LocalStorage.INSTANCE : FlinkStorage.INSTANCE;
    }

    /**
     * The next part of a folder, no longer than is good to hold.
     *
     * @param after only names that sort behind this one; null from the beginning
     * @throws IOException if there is no such folder, or it cannot be read
     */
    Listing list(String folder, String after) throws IOException;

    /** @throws IOException if there is no such file or folder, or nobody may look at it */
    Entry look(String uri) throws IOException;

    /** One name for one folder, whatever links lead to it; empty where there are no links. */
    Optional<String> realName(String folder) throws IOException;

    /** Whether a folder's last name is that of a link, not of the folder itself. */
    boolean isLink(String folder) throws IOException;

    /** Whether a jump within an open file costs no more than a read; elsewhere it may be a request to another machine. */
    boolean seeksCheaply();

    /** @return the whole file; the caller closes it */
    FSDataInputStream open(String uri) throws IOException;

    /**
     * A part of a folder.
     *
     * @param entries sorted by name
     * @param last whether nothing comes behind them
     */
    record Listing(List<Entry> entries, boolean last) {}
}
