package io.frametag.files;

import io.frametag.files.Entry.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.local.LocalDataInputStream;

/**
 * This machine's files. Not by Flink's own class, which holds a status of every file of a folder, and whose {@code Path} changes names
 * with backslashes and outer spaces.
 */
final class LocalStorage implements Storage {
    static final LocalStorage INSTANCE = new LocalStorage(20_000);
    static final String SCHEME = "file:";

    private final int most;

    /** @param most entries that are held of a folder; a larger one is looked through again for each that many */
    LocalStorage(int most) {
        this.most = most;
    }

    @Override
    public Listing list(String folder, String after) throws IOException {
        Path path = path(folder);
        FirstNames names = new FirstNames(after, most);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                names.show(String.valueOf(file.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        List<Entry> entries = new ArrayList<>();
        for (String name : names.sorted()) {
            entries.add(lookIfPossible(folder, name));
        }
        return new Listing(entries, !names.moreFollow());
    }

    private static Entry lookIfPossible(String folder, String name) {
        try {
            return look(name, path(folder + "/" + name));
        } catch (IOException e) {
            return new Entry(name, Kind.UNKNOWN, 0, 0);
        }
    }

    @Override
    public Entry look(String uri) throws IOException {
        Path path = path(uri);
        return look(String.valueOf(path.getFileName()), path);
    }

    private static Entry look(String name, Path path) throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        Kind kind = file.isDirectory() ? Kind.FOLDER : file.isRegularFile() ? Kind.FILE : Kind.NEITHER;
        return new Entry(name, kind, file.size(), file.lastModifiedTime().toMillis());
    }

    @Override
    public Optional<String> realName(String folder) throws IOException {
        return Optional.of(path(folder).toRealPath().toString());
    }

    @Override
    public boolean isLink(String folder) throws IOException {
        return Files.isSymbolicLink(path(folder));
    }

    @Override
    public boolean seeksCheaply() {
        return true;
    }

    @Override
    public FSDataInputStream open(String uri) throws IOException {
        return new LocalDataInputStream(path(uri).toFile());
    }

    private static Path path(String uri) throws IOException {
        String path = uri.substring(SCHEME.length());
        try {
            return Path.of(path.isEmpty() ? "/" : path);
        } catch (InvalidPathException e) {
            throw new IOException(
                    "the name has letters that this machine's locale does not: start Flink with LC_ALL=C.UTF-8", e);
        }
    }
}
