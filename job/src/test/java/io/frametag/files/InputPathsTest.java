package io.frametag.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.frametag.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputPathsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/gone | there is no file or folder file:FOLDER/gone where the job is submitted",
                "/gone/*.jpg | is a glob, but there is no folder file:FOLDER/gone to look in.",
                "/notes.txt | file:FOLDER/notes.txt is of no kind that is read: name a folder, or a file that ends in jpg,",
                "/{a | is no glob: Missing '}",
            })
    void whatCannotBeReadIsSaidBeforeAnythingRuns(String path, String message) throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "text");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> InputPaths.find(List.of(folder + path)))
                .withMessageStartingWith("--input-files: ")
                .withMessageContaining(message.replace("FOLDER", folder.toString()));
    }

    @Test
    void aPathWithoutAFileSystemIsSaid() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> InputPaths.find(List.of("nosuch://bucket/a")))
                .withMessageStartingWith("--input-files: nosuch://bucket/a cannot be read: ");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> InputPaths.find(List.of(" ")))
                .withMessage("--input-files: one of the paths is empty: leave it out.");
    }

    @ParameterizedTest
    @CsvSource({"FOLDER", "FOLDER/", "file:FOLDER", "file://FOLDER", "file:///FOLDER/", "FOLDER/a/.."})
    void oneFolderHasOneNameHoweverItIsWritten(String text) throws Exception {
        Files.createDirectories(folder.resolve("a"));
        String path = text.replace("FOLDER", folder.toString());
        assertThat(InputPaths.find(List.of(path)))
                .containsExactly(new InputPath(InputPath.Kind.FOLDER, "file:" + folder, ""));
    }

    @Test
    void aRelativePathIsOfTheWorkingFolder() {
        assertThat(InputPaths.find(List.of("src")))
                .containsExactly(new InputPath(
                        InputPath.Kind.FOLDER, "file:" + Path.of("src").toAbsolutePath(), ""));
    }

    @Test
    void theFixedPartOfAGlobIsItsBase() {
        assertThat(InputPaths.find(List.of(folder + "/*/b/*.jpg")))
                .containsExactly(new InputPath(InputPath.Kind.GLOB, "file:" + folder, "*/b/*.jpg"));
    }

    @Test
    void theRootOfTheFileSystemIsAFolder() {
        assertThat(InputPaths.find(List.of("/"))).containsExactly(new InputPath(InputPath.Kind.FOLDER, "file:", ""));
        assertThat(new InputPath(InputPath.Kind.FOLDER, "file:", "")).hasToString("file:/");
        assertThat(InputPath.uri("file:", "etc")).isEqualTo("file:/etc");
    }
}
