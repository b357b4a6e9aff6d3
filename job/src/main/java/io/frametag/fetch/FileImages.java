package io.frametag.fetch;

import io.frametag.config.FetchConfig;
import io.frametag.config.FetchRoot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Images below the roots, by Flink's file systems: one attempt. Thread-safe. */
final class FileImages {
    private static final String LOCAL = "file";

    private final List<FetchRoot> roots;
    private final int mostBytes;

    FileImages(FetchConfig config, int mostBytes) {
        this.roots = config.roots();
        this.mostBytes = mostBytes;
    }

    /** @throws IOException if there is a root whose file system Flink does not have */
    void checkFileSystems() throws IOException {
        for (FetchRoot root : roots) {
            new Path(root.scheme(), root.authority(), root.path()).getFileSystem();
        }
    }

    byte[] get(URI uri, FetchDeadline deadline) throws FetchFailure {
        Path file = admit(uri);
        try {
            FileSystem files = file.getFileSystem();
            FileStatus status = files.getFileStatus(file);
            if (status.isDir()) {
                throw FetchFailure.lasting("it is a folder");
            }
            if (status.getLen() > mostBytes) {
                throw FetchFailure.tooLarge(mostBytes);
            }
            try (FSDataInputStream in = files.open(file)) {
                deadline.breaksOff(in);
                // What it has now counts, not what it had.
                return BoundedBody.read(in, -1, mostBytes);
            }
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw FetchFailure.lasting("there is no such file");
        } catch (AccessDeniedException e) {
            throw FetchFailure.lasting("the file may not be read");
        } catch (IOException e) {
            throw FetchFailure.passing(
                    "the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Path admit(URI uri) throws FetchFailure {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String path = uri.getPath();
        if (path == null || uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw FetchFailure.refused("it is no plain path of a file system");
        }
        if (FetchRoot.climbs(path)
                || path.chars().anyMatch(letter -> letter < ' ' || letter == '\\' || letter == 0x7F)) {
            throw FetchFailure.refused("its path has .. or a letter in it that no plain path has");
        }
        for (FetchRoot root : roots) {
            if (root.holds(scheme, uri.getRawAuthority(), path)) {
                if (scheme.equals(LOCAL)) {
                    checkLinks(root, path);
                }
                return new Path(scheme, uri.getRawAuthority(), path);
            }
        }
        throw FetchFailure.refused("--fetch-roots does not have it");
    }

    /** A link in the folder may lead out of it. */
    private static void checkLinks(FetchRoot root, String path) throws FetchFailure {
        try {
            java.nio.file.Path folder = java.nio.file.Path.of(root.path()).toRealPath();
            if (!java.nio.file.Path.of(path).toRealPath().startsWith(folder)) {
                throw FetchFailure.refused("a link leads out of the folder that --fetch-roots has");
            }
        } catch (IOException | InvalidPathException e) {
            throw FetchFailure.lasting("there is no such file");
        }
    }
}
