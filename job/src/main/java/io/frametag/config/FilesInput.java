package io.frametag.config;

import java.io.Serializable;
import java.util.List;

/**
 * Files to read in place of a topic.
 *
 * @param paths folders, files and globs, by path or URI; at least one
 * @param imageColumn of Parquet files, with dots for a field within a column
 * @param idColumn of Parquet files, likewise; null to name images by their rows
 */
public record FilesInput(List<String> paths, String imageColumn, String idColumn) implements Serializable {
    public FilesInput {
        if (paths.isEmpty()) {
            throw new ConfigException("--input-files is empty: name at least one folder or file, or leave it out.");
        }
        paths = List.copyOf(paths);
    }
}
