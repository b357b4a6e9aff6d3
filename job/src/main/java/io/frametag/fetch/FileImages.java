package io.frametag.fetch;

import io.frametag.config.FetchConfig;
import io.frametag.config.FetchRoot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalDataInputStream;

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
        FetchRoot root = admit(uri);
        try (FSDataInputStream in = isLocal(uri) ? openLocal(inside(root, uri.getPath())) : open(uri)) {
            deadline.breaksOff(in);
            // What it has now counts, not what it had.
            return BoundedBody.read(in, -1, mostBytes);
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw FetchFailure.lasting("there is no such file");
        } catch (AccessDeniedException e) {
            throw FetchFailure.lasting("the file may not be read");
        } catch (IOException | RuntimeException e) {
            // Clients of object stores throw either.
            throw FetchFailure.passing(
                    "the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private FetchRoot admit(URI uri) throws FetchFailure {
        String path = uri.getPath();
        if (path == null || uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw FetchFailure.refused("it is no plain path of a file system");
        }
        if (FetchRoot.climbs(path)
                || path.chars().anyMatch(letter -> letter < ' ' || letter == '\\' || letter == 0x7F)) {
            throw FetchFailure.refused("its path has .. or a letter in it that no plain path has");
        }
        for (FetchRoot root : roots) {
            if (root.holds(scheme(uri), uri.getRawAuthority(), path)) {
                return root;
            }
        }
        throw FetchFailure.refused("--fetch-roots does not have it");
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static boolean isLocal(URI uri) {
        return scheme(uri).equals(LOCAL);
    }

    private FSDataInputStream open(URI uri) throws IOException, FetchFailure {
        Path file = new Path(scheme(uri), uri.getRawAuthority(), uri.getPath());
        FileSystem files = file.getFileSystem();
        FileStatus status = files.getFileStatus(file);
        check(status.isDir(), true, status.getLen());
        return files.open(file);
    }

    /** Not by Flink's own class, whose paths change some names: what is opened is what was checked. */
    private FSDataInputStream openLocal(java.nio.file.Path file) throws IOException, FetchFailure {
        BasicFileAttributes status = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        check(status.isDirectory(), status.isRegularFile(), status.size());
        return new LocalDataInputStream(file.toFile());
    }

    private void check(boolean isFolder, boolean isFile, long bytes) throws FetchFailure {
        if (isFolder) {
            throw FetchFailure.lasting("it is a folder");
        }
        if (!isFile) {
            // A pipe would be waited for, for ever.
            throw FetchFailure.lasting("it is no regular file");
        }
        if (bytes > mostBytes) {
            throw FetchFailure.tooLarge(mostBytes);
        }
    }

    /** A link in the folder may lead out of it. */
    private static java.nio.file.Path inside(FetchRoot root, String path) throws FetchFailure {
        try {
            java.nio.file.Path folder = java.nio.file.Path.of(root.path()).toRealPath();
            java.nio.file.Path file = java.nio.file.Path.of(path).toRealPath();
            if (!file.startsWith(folder)) {
                throw FetchFailure.refused("a link leads out of the folder that --fetch-roots has");
            }
            return file;
        } catch (IOException | InvalidPathException e) {
            throw FetchFailure.lasting("there is no such file");
        }
    }
}
