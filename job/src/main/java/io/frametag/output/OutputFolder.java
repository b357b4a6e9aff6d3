package io.frametag.output;

import io.frametag.config.ConfigException;
import java.io.IOException;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** The folder of {@code --output-files}, looked at where the job is submitted, before it is. */
final class OutputFolder {
    private OutputFolder() {}

    /** @throws ConfigException if it is no folder, or no file can be made in it */
    static Path of(String folder) {
        Path path = path(folder);
        try {
            FileSystem files = path.getFileSystem();
            if (files.exists(path) && !files.getFileStatus(path).isDir()) {
                throw new ConfigException(
                        "--output-files: " + folder + " is a file: name a folder, which is made if it is not there.");
            }
            tryOut(files, path);
        } catch (IOException e) {
            throw new ConfigException("--output-files: nothing can be written into " + folder + ": " + e.getMessage());
        }
        return path;
    }

    private static Path path(String folder) {
        try {
            return OutputPath.of(folder);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "--output-files: '" + folder + "' is neither a path nor a URI: " + e.getMessage());
        }
    }

    /** By a file, since a store of objects has no folders that could be made or refused. */
    private static void tryOut(FileSystem files, Path folder) throws IOException {
        files.mkdirs(folder);
        Path probe = new Path(folder, "." + UUID.randomUUID());
        files.create(probe, WriteMode.NO_OVERWRITE).close();
        files.delete(probe, false);
    }
}
