package io.frametag.output;

import io.frametag.config.OutputFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The files of an output folder that are committed. Names that begin with '.' or '_' are passed over, as every reader of tables
 * does: they are of files that are being written, and of other tools.
 */
public final class WrittenFiles {
    private WrittenFiles() {}

    /**
     * Lists them, by name within each folder. Holds all names.
     *
     * @param folder that of {@code --output-files}
     * @throws FileNotFoundException if there is no such folder, or nothing in it that the job would have made
     * @throws IOException if it cannot be looked at
     */
    public static List<WrittenFile> in(Path folder) throws IOException {
        FileSystem files = folder.getFileSystem();
        if (!files.exists(folder)) {
            throw new FileNotFoundException("there is no such folder");
        }
        List<WrittenFile> found = new ArrayList<>();
        boolean any = false;
        for (WrittenFile.Kind kind : WrittenFile.Kind.values()) {
            Path below = new Path(folder, kind.folder());
            if (files.exists(below)) {
                any = true;
                add(files, below, kind, found);
            }
        }
        if (!any) {
            throw new FileNotFoundException("it has no folder labels, dead-letters or shed");
        }
        return found;
    }

    private static void add(FileSystem files, Path folder, WrittenFile.Kind kind, List<WrittenFile> found)
            throws IOException {
        FileStatus[] entries = files.listStatus(folder);
        if (entries == null) {
            throw new FileNotFoundException(folder + " is gone");
        }
        Arrays.sort(entries, Comparator.comparing(entry -> entry.getPath().getName()));
        for (FileStatus entry : entries) {
            String name = entry.getPath().getName();
            if (name.startsWith(".") || name.startsWith("_")) {
                continue;
            }
            if (entry.isDir()) {
                add(files, entry.getPath(), kind, found);
            } else {
                found.add(new WrittenFile(entry.getPath(), kind, format(name)));
            }
        }
    }

    private static Optional<OutputFormat> format(String name) {
        return Arrays.stream(OutputFormat.values())
                .filter(format -> name.endsWith("." + format.extension()))
                .findFirst();
    }
}
