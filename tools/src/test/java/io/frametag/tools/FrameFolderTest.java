package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFolderTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("camera-1"));
    }

    @Test
    void imagesOfEveryFolderBelowAreSortedByTheirNameWithin() throws IOException {
        for (String name : new String[] {"b.png", "a/z.jpg", "c.JPEG", "a/deep/er.Jpg"}) {
            file(name);
        }
        assertThat(FrameFolder.of(folder).frames())
                .extracting(Frame::name)
                .containsExactly("a/deep/er.Jpg", "a/z.jpg", "b.png", "c.JPEG");
    }

    @Test
    void theMediaTypeIsTheEndings() throws IOException {
        file("a.jpg");
        file("b.PNG");
        assertThat(FrameFolder.of(folder).frames())
                .extracting(Frame::contentType)
                .containsExactly("image/jpeg", "image/png");
    }

    @Test
    void otherFilesHiddenOnesAndFoldersNamedLikeImagesAreLeftOut() throws IOException {
        file("a.jpg");
        file("notes.txt");
        file("jpg");
        file("._a.jpg");
        file(".trash/old.jpg");
        Files.createDirectory(folder.resolve("folder.jpg"));
        assertThat(FrameFolder.of(folder).frames()).extracting(Frame::name).containsExactly("a.jpg", "jpg");
    }

    @Test
    void aLinkToAFolderIsFollowedAndKeepsTheRealFoldersName() throws IOException {
        file("a.jpg");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
        FrameFolder linked = FrameFolder.of(link);
        assertThat(linked.name()).isEqualTo("camera-1");
        assertThat(linked.frames()).extracting(Frame::name).containsExactly("a.jpg");
    }

    @Test
    void aLinkThatGoesInCirclesIsNamed() throws IOException {
        file("a.jpg");
        Files.createSymbolicLink(folder.resolve("circle"), folder);
        assertThatThrownBy(() -> FrameFolder.of(folder))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("circle leads back to a folder above it");
    }

    @Test
    void aFolderWithoutImagesSaysWhatWasLookedFor() throws IOException {
        file("notes.txt");
        assertThatThrownBy(() -> FrameFolder.of(folder))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "No image is in " + folder
                                + " or in the folders below it: looked for files that end in jpg, jpeg, png, webp, bmp, gif, tif or tiff.");
    }

    @Test
    void aFileIsNotAFolder() throws IOException {
        Path file = file("a.jpg");
        assertThatThrownBy(() -> FrameFolder.of(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(file + " is a file: name the folder that the images are in.");
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }
}
