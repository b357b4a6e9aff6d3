package io.frametag.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path folder;

    @Test
    void aFolderIsMadeAndStaysEmpty() throws Exception {
        Path made = folder.resolve("a/b");
        assertThat(OutputFolder.of(made.toString()).toUri()).hasToString("file://" + made);
        assertThat(made).isEmptyDirectory();
        assertThat(OutputFolder.of(made.toUri().toString()).getPath()).isEqualTo(made.toString());
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("photos.zip"), "x");
        assertThatThrownBy(() -> OutputFolder.of(file.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--output-files: " + file + " is a file: name a folder, which is made if it is not there.");
    }

    @Test
    void belowAFileThereIsNoFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("photos.zip"), "x");
        assertThatThrownBy(() -> OutputFolder.of(file.resolve("labels").toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--output-files: nothing can be written into " + file + "/labels: ");
    }

    /** Of the kernel's, so that not even root may write there. */
    @Test
    void aFolderThatNobodyMayWriteToIsToldBeforeTheJobStarts() {
        assertThatThrownBy(() -> OutputFolder.of("/proc/frametag"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--output-files: nothing can be written into /proc/frametag: ");
    }

    @Test
    void aSchemeThatFlinkDoesNotKnowIsNamed() {
        assertThatThrownBy(() -> OutputFolder.of("s4://bucket/labels"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'s4'");
    }

    @Test
    void whatIsNoPathIsSaid() {
        assertThatThrownBy(() -> OutputFolder.of("a\0b"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--output-files: 'a\0b' is neither a path nor a URI: ");
    }
}
