package io.frametag.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.FilesInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSourceTest {
    @TempDir
    private Path folder;

    /** Not while it restores: what Flink is thrown there it may lose, and the job would run for ever and read nothing. */
    private void assertRefusedOnceItStarts(FilesProgress state, String sentence) throws Exception {
        Files.createDirectories(folder.resolve("photos"));
        FilesSource source = FilesSource.of(
                new FilesInput(List.of(folder.resolve("photos").toString()), "image", null), 1 << 20, 12L << 20);
        // Nobody asks for the context before the start.
        try (SplitEnumerator<FileSplit, FilesProgress> enumerator = source.restoreEnumerator(null, state)) {
            assertThatThrownBy(enumerator::start)
                    .isInstanceOf(SuppressRestartsException.class)
                    .hasStackTraceContaining(sentence);
        }
    }

    @Test
    void aStateOfOtherFilesIsRefused() throws Exception {
        assertRefusedOnceItStarts(
                FilesProgress.start(List.of(new InputPath(InputPath.Kind.FOLDER, "file:/other", ""))),
                "The checkpoint is of a job that read file:/other, and this one reads file:" + folder
                        + "/photos: give the same --input-files, or start without it.");
    }

    @Test
    void aStateThatCannotBeReadIsRefused() throws Exception {
        assertRefusedOnceItStarts(
                new FilesProgressSerializer().deserialize(2, new byte[0]),
                "The checkpoint has a listing of version 2, and this build reads version 1:");
    }
}
