package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.frametag.config.ConfigException;
import io.frametag.config.FilesInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInputsTest {
    private static final Path PARQUET = Path.of("src/test/resources/io/frametag/files/parquet");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/1.jpg"), "no image");
        Files.writeString(folder.resolve("a/notes.txt"), "none");
        Files.writeString(folder.resolve("b.tar"), "no archive");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("c.zip")))) {
            for (String name : List.of("x.jpg", "x.json", "y.jpg")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(UTF_8));
            }
        }
        Files.copy(PARQUET.resolve("snappy.parquet"), folder.resolve("d.parquet"));
    }

    private FilesInput input(String... paths) {
        return new FilesInput(List.of(paths), "image", null);
    }

    @Test
    void everyInputIsListedOnceByItsCoordinates() {
        List<String> listed = new ArrayList<>();
        try (FileInputs inputs = FileInputs.of(input(folder.toString()), 1 << 20)) {
            inputs.forEachRemaining(found -> listed.add(found.topic() + " " + found.ordinal()));
            assertThat(inputs.ignored()).isEqualTo(1);
            assertThat(inputs.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(inputs::next);
        }
        assertThat(listed).hasSize(304).doesNotHaveDuplicates();
        assertThat(listed)
                .startsWith(
                        "file:" + folder + "/a/1.jpg 0",
                        "file:" + folder + "/b.tar 0",
                        "file:" + folder + "/c.zip 0",
                        "file:" + folder + "/c.zip 1",
                        "file:" + folder + "/d.parquet 0")
                .endsWith("file:" + folder + "/d.parquet 299");
    }

    @Test
    void itMayBeGivenUpInTheMiddle() {
        FileInputs inputs = FileInputs.of(input(folder + "/d.parquet"), 1 << 20);
        assertThat(inputs.next().ordinal()).isZero();
        inputs.close();
    }

    @Test
    void whatAJobRefusesIsRefusedHere() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> FileInputs.of(input(folder + "/none"), 1 << 20))
                .withMessageContaining("there is no file or folder");
    }

    @Test
    void aFolderOfOutcomesIsNoInput() {
        FilesSource source = FilesSource.of(input(folder + "/a", folder + "/*.zip"), 1 << 20, 12L << 20);
        source.refuseAsOutput(folder + "/out");
        source.refuseAsOutput(folder.toString());
        for (String within : List.of("/a", "/a/", "/a/out", "/a/out/more")) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> source.refuseAsOutput(folder + within))
                    .withMessageContaining(" is within the input file:" + folder + "/a: ");
        }
        FilesSource all = FilesSource.of(input(folder + "/**.parquet"), 1 << 20, 12L << 20);
        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> all.refuseAsOutput(folder + "/out"));
    }
}
