package io.frametag.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.frametag.pipeline.RejectReason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileImagesTest {
    private static final byte[] IMAGE = {1, 2, 3};

    @TempDir
    private Path folder;

    private FileImages files;

    @BeforeEach
    void makeFiles() throws IOException {
        Path root = Files.createDirectories(folder.resolve("photos/cats"));
        Files.write(root.resolve("my cat.jpg"), IMAGE);
        Files.write(root.resolve("large.jpg"), new byte[101]);
        Files.write(root.resolve("largest.jpg"), new byte[100]);
        Files.write(folder.resolve("secret.jpg"), IMAGE);
        Files.createSymbolicLink(root.resolve("link.jpg"), folder.resolve("secret.jpg"));
        Files.createSymbolicLink(root.resolve("inner.jpg"), root.resolve("my cat.jpg"));
        files = new FileImages(
                FetchSettings.of("--fetch-roots", folder.resolve("photos").toString(), "--fetch-schemes", "file"), 100);
    }

    private byte[] get(String uri) throws Exception {
        return files.get(new URI(uri.replace("FOLDER", folder.toString())), new FetchDeadline(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "file:FOLDER/photos/cats/my%20cat.jpg",
        "file://FOLDER/photos/cats/my%20cat.jpg",
        "FILE:FOLDER/photos/cats/inner.jpg",
    })
    void aFileBelowARootIsRead(String uri) throws Exception {
        assertThat(get(uri)).isEqualTo(IMAGE);
        assertThat(get("file:FOLDER/photos/cats/largest.jpg")).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:FOLDER/secret.jpg                  | FETCH_REFUSED | --fetch-roots does not have it",
                "file:FOLDER/photos                      | FETCH_REFUSED | --fetch-roots does not have it",
                "file:FOLDER/photos/                     | FETCH_REFUSED | --fetch-roots does not have it",
                "file:FOLDER/photos/../secret.jpg        | FETCH_REFUSED | its path has ..",
                "file:FOLDER/photos/%2e%2e/secret.jpg    | FETCH_REFUSED | its path has ..",
                "file:FOLDER/photos/..%2fsecret.jpg      | FETCH_REFUSED | its path has ..",
                "file:FOLDER/photos/..%5csecret.jpg      | FETCH_REFUSED | its path has ..",
                "file:FOLDER/photos/cats/a%00.jpg        | FETCH_REFUSED | its path has ..",
                "file:FOLDER/photos/cats/link.jpg        | FETCH_REFUSED | a link leads out of the folder",
                "file://host/FOLDER/photos/cats/a.jpg    | FETCH_REFUSED | --fetch-roots does not have it",
                "file:FOLDER/photos/cats/my%20cat.jpg?a  | FETCH_REFUSED | it is no plain path",
                "file:photos/cats/largest.jpg            | FETCH_REFUSED | it is no plain path",
                "s3://bucket/photos/cats/largest.jpg     | FETCH_REFUSED | --fetch-roots does not have it",
                "file:FOLDER/photos/cats/none.jpg        | FETCH_FAILED  | there is no such file",
                "file:FOLDER/photos/cats                 | FETCH_FAILED  | it is a folder",
                "file:FOLDER/photos/cats/large.jpg       | TOO_MANY_BYTES | more than the 100 bytes allowed",
            })
    void everythingElseIsNot(String uri, RejectReason reason, String message) {
        FetchFailure failure = catchThrowableOfType(FetchFailure.class, () -> get(uri));
        assertThat(failure).isNotNull();
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.isPassing()).isFalse();
    }

    /** Whoever opens a pipe waits for somebody to write into it. */
    @Test
    void aPipeIsNotOpened() throws Exception {
        Path pipe = folder.resolve("photos/pipe.jpg");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> get("file:FOLDER/photos/pipe.jpg"))
                        .isInstanceOf(FetchFailure.class)
                        .hasMessageContaining("it is no regular file"));
    }

    @Test
    void aFileSystemThatFlinkDoesNotHaveIsMissedAtOnce() throws Exception {
        files.checkFileSystems();
        FileImages without = new FileImages(
                FetchSettings.of("--fetch-roots", "nonesuch://bucket/", "--fetch-schemes", "nonesuch"), 100);
        assertThatThrownBy(without::checkFileSystems)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nonesuch");
    }
}
