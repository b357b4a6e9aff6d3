package io.frametag.config;

import java.io.Serializable;
import java.util.List;

/**
 * Files to read in place of a topic.
 *
 * @param paths folders, files and globs, by path or URI; at least one
 */
public record FilesInput(List<String> paths) implements Serializable {
    public FilesInput {
        if (paths.isEmpty()) {
            throw new ConfigException("--input-files is empty: name at least one folder or file, or leave it out.");
        }
        paths = List.copyOf(paths);
    }
}
