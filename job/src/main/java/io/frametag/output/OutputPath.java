package io.frametag.output;

import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** What somebody calls an output folder, as Flink names it. */
public final class OutputPath {
    private OutputPath() {}

    /**
     * @param folder a URI of a file system that Flink knows, or a path: of Flink's default file system, and relative to where
     *     this process runs if that is the local one
     * @throws IllegalArgumentException if it is neither
     */
    public static Path of(String folder) {
        Path path = new Path(folder);
        boolean local = path.toUri().getScheme() == null
                && FileSystem.getDefaultFsUri().getScheme().equals("file");
        // Tasks elsewhere have another working directory.
        return local ? new Path(java.nio.file.Path.of(folder).toAbsolutePath().toUri()) : path;
    }
}
