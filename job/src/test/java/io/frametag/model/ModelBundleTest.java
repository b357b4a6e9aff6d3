package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
    /** {@code cat inference.onnx inference.yml | sha256sum} in the bundled model's folder. */
    private static final String BUNDLED_SHA256 = "95d9830c2cee67dfd61814998cfd5d672a72e0899cfae98d3f142812beca0447";

    @Test
    void theHashIsThatOfBothFilesInARow() throws Exception {
        ModelBundle bundle = ModelBundle.bundled();

        assertThat(bundle.id())
                .isEqualTo(new ModelId("PP-LCNet_x0_5_cifar10", BUNDLED_SHA256.substring(0, 12), BUNDLED_SHA256));
    }

    @Test
    void aFolderAndTheClassPathGiveTheSameModel() throws Exception {
        ModelBundle fromFolder = ModelBundle.load(
                BundleFiles.folder(Path.of(ModelBundle.BUNDLED)),
                Optional.of(BUNDLED_SHA256.toUpperCase(Locale.ROOT)),
                Optional.of("2026-11"));

        assertThat(fromFolder.id()).isEqualTo(new ModelId("PP-LCNet_x0_5_cifar10", "2026-11", BUNDLED_SHA256));
        assertThat(fromFolder.spec()).isEqualTo(ModelBundle.bundled().spec());
    }

    @Test
    void anotherHashThanExpectedIsRejectedWithBoth() {
        BundleFiles files = BundleFiles.folder(Path.of(ModelBundle.BUNDLED));

        assertThatThrownBy(() -> ModelBundle.load(files, Optional.of("00ff"), Optional.empty()))
                .isInstanceOf(BadModelException.class)
                .hasMessage("Model bundle models/pp-lcnet-x0_5-cifar10: the sha256 of inference.onnx followed by"
                        + " inference.yml is " + BUNDLED_SHA256 + ", not the expected 00ff.");
    }

    @Test
    void aMissingFileIsNamedWithTheFolder(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("inference.onnx"), new byte[] {1});

        assertThatThrownBy(() -> ModelBundle.load(BundleFiles.folder(folder), Optional.empty(), Optional.empty()))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("there is no inference.yml: a bundle is a folder with");
    }

    @Test
    void aMissingResourceIsNamedWithItsPlace() {
        BundleFiles files = BundleFiles.classPath(getClass().getClassLoader(), "models/none");

        assertThatThrownBy(() -> ModelBundle.load(files, Optional.empty(), Optional.empty()))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("classpath:models/none: there is no inference.onnx");
    }

    @Test
    void aFileSystemOfAnotherKindSaysMissingInItsOwnWayAndFailingIsNotMissing() {
        assertThatThrownBy(() -> ModelBundle.load(
                        failing(new FileNotFoundException("gone")), Optional.empty(), Optional.empty()))
                .isInstanceOf(BadModelException.class);
        assertThatThrownBy(() ->
                        ModelBundle.load(failing(new IOException("timed out")), Optional.empty(), Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessage("timed out");
    }

    @Test
    void aDescriptionThatIsNotUtf8IsRejected() {
        byte[] latin1 = Bundles.plainYml().replace("red", "röd").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> ModelBundle.of(new byte[0], latin1, Optional.empty(), Optional.empty()))
                .isInstanceOf(BadModelException.class)
                .hasMessage("inference.yml is not UTF-8 text.");
    }

    private static BundleFiles failing(IOException failure) {
        return new BundleFiles() {
            @Override
            public byte[] read(String name) throws IOException {
                throw failure;
            }

            @Override
            public String location() {
                return "nowhere";
            }
        };
    }
}
