package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFilesTest {
    private static final Path MODEL = Path.of(ModelBundle.BUNDLED).toAbsolutePath();

    @TempDir
    private Path folder;

    private Path bundle;

    @BeforeEach
    void makeFolder() throws Exception {
        bundle = Files.createDirectory(folder.resolve("bundle"));
    }

    private ModelBundle load() throws Exception {
        return ModelBundle.load(BundleFiles.folder(bundle), Optional.empty(), Optional.empty());
    }

    @Test
    void linksWithinTheFolderAreFollowedAsKubernetesMakesThem() throws Exception {
        Path data = Files.createDirectory(bundle.resolve("..2026_11_25"));
        Files.copy(MODEL.resolve("inference.onnx"), data.resolve("inference.onnx"));
        Files.copy(MODEL.resolve("inference.yml"), data.resolve("inference.yml"));
        Files.createSymbolicLink(bundle.resolve("..data"), Path.of("..2026_11_25"));
        Files.createSymbolicLink(bundle.resolve("inference.onnx"), Path.of("..data/inference.onnx"));
        Files.createSymbolicLink(bundle.resolve("inference.yml"), Path.of("..data/inference.yml"));

        assertThat(load().id()).isEqualTo(ModelBundle.bundled().id());
        // The folder itself may be reached by a link: whoever names it chose it.
        Path link = Files.createSymbolicLink(folder.resolve("current"), bundle);
        assertThat(ModelBundle.load(BundleFiles.folder(link), Optional.empty(), Optional.empty())
                        .id())
                .isEqualTo(ModelBundle.bundled().id());
    }

    @Test
    void aLinkOutOfTheFolderIsRefusedWithWhereItLeads() throws Exception {
        for (Path target :
                new Path[] {MODEL.resolve("inference.onnx"), bundle.relativize(MODEL.resolve("inference.onnx"))}) {
            Path link = Files.createSymbolicLink(bundle.resolve("inference.onnx"), target);
            assertThatThrownBy(this::load)
                    .isInstanceOf(BadModelException.class)
                    .hasMessage("Model bundle " + bundle + ": inference.onnx is a link to "
                            + MODEL.resolve("inference.onnx").toRealPath()
                            + ", which is outside of the bundle's folder: put the file itself there.");
            Files.delete(link);
        }
    }

    @Test
    void aFolderOfThatNameIsNoFile() throws Exception {
        Files.createDirectory(bundle.resolve("inference.onnx"));
        assertThatThrownBy(this::load)
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("inference.onnx is no file");
    }

    @Test
    void aDescriptionOfNoEndIsRefusedByItsSize() throws Exception {
        Files.copy(MODEL.resolve("inference.onnx"), bundle.resolve("inference.onnx"));
        try (RandomAccessFile yml =
                new RandomAccessFile(bundle.resolve("inference.yml").toFile(), "rw")) {
            // A file with a hole: it takes no room.
            yml.setLength(8L << 30);
        }
        assertThatThrownBy(this::load)
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(
                        "inference.yml has more than " + ModelBundle.MOST_YML_BYTES + " bytes: no bundle's has.");
    }

    @Test
    void theLargestIsRead() throws Exception {
        byte[] largest = new byte[ModelBundle.MOST_YML_BYTES];
        assertThat(BundleFiles.whole(new ByteArrayInputStream(largest), ModelBundle.YML))
                .hasSize(largest.length);
        assertThatThrownBy(() -> BundleFiles.whole(
                        new ByteArrayInputStream(new byte[ModelBundle.MOST_YML_BYTES + 1]), ModelBundle.YML))
                .isInstanceOf(BadModelException.class);
    }
}
