package io.frametag.files;

import io.frametag.files.Entry.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * Whatever Flink has a file system for. These list a folder at once and in full, which costs a request for every thousand files: more
 * is kept of it than of a local one.
 */
final class FlinkStorage implements Storage {
    static final FlinkStorage INSTANCE = new FlinkStorage(200_000);

    private final int most;

    FlinkStorage(int most) {
        this.most = most;
    }

    @Override
    public Listing list(String folder, String after) throws IOException {
        Path path = new Path(folder);
        FileStatus[] files = path.getFileSystem().listStatus(path);
        if (files == null) {
            throw new FileNotFoundException("there is no such folder");
        }
        List<Entry> behind = new ArrayList<>();
        for (FileStatus file : files) {
            String name = file.getPath().getName();
            if (after == null || name.compareTo(after) > 0) {
                behind.add(entry(file));
            }
        }
        behind.sort(Comparator.comparing(Entry::name));
        boolean last = behind.size() <= most;
        return new Listing(last ? behind : List.copyOf(behind.subList(0, most)), last);
    }

    @Override
    public Entry look(String uri) throws IOException {
        Path path = new Path(uri);
        return entry(path.getFileSystem().getFileStatus(path));
    }

    private static Entry entry(FileStatus file) {
        return new Entry(
                file.getPath().getName(),
                file.isDir() ? Kind.FOLDER : Kind.FILE,
                file.getLen(),
                file.getModificationTime());
    }

    @Override
    public Optional<String> realName(String folder) {
        return Optional.empty();
    }

    @Override
    public boolean isLink(String folder) {
        return false;
    }

    @Override
    public boolean seeksCheaply() {
        return false;
    }

    @Override
    public FSDataInputStream open(String uri) throws IOException {
        Path path = new Path(uri);
        return path.getFileSystem().open(path);
    }
}
