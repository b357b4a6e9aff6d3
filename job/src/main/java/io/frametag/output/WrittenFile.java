package io.frametag.output;

import io.frametag.config.OutputFormat;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/**
 * A file of outcomes.
 *
 * @param kind of all outcomes in it
 * @param format by the name's ending; none if it is no file that the job writes
 */
public record WrittenFile(Path path, Kind kind, Optional<OutputFormat> format) {
    /** What a file has. */
    public enum Kind {
        LABELS(OutcomeFolders.LABELS),
        DEAD_LETTERS(OutcomeFolders.DEAD_LETTERS),
        SHED(OutcomeFolders.SHED);

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }

        /** @return the folder below that of {@code --output-files} */
        public String folder() {
            return folder;
        }
    }
}
