package io.frametag.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.model.BadModelException;
import io.frametag.model.ModelBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReferenceTest {
    private static final Path FOLDER = Path.of("models/pp-lcnet-x0_5-cifar10").toAbsolutePath();
    private static final String SHA256 = "95d9830c2cee";

    @TempDir
    private Path folder;

    private static ModelReference to(String location) {
        return new ModelReference(location, null, null);
    }

    @Test
    void theSameBundleComesFromTheJarAPathAndAUri() throws Exception {
        for (String location : new String[] {
            "bundled:pp-lcnet-x0_5-cifar10", FOLDER.toString(), FOLDER.toUri().toString(), "file://" + FOLDER
        }) {
            ModelBundle bundle = to(location).load();
            assertThat(bundle.id().sha256()).as(location).startsWith(SHA256);
            assertThat(bundle.id().version()).isEqualTo(SHA256);
        }
    }

    @Test
    void aPinnedReferenceRefusesOtherBytesAlsoAfterItsJourney() throws Exception {
        Files.copy(FOLDER.resolve("inference.onnx"), folder.resolve("inference.onnx"));
        Files.copy(FOLDER.resolve("inference.yml"), folder.resolve("inference.yml"));
        ModelReference pinned =
                to(folder.toString()).pinnedTo(to(folder.toString()).load());
        assertThat(pinned.load().id().sha256()).startsWith(SHA256);

        ModelReference onTheCluster = InstantiationUtil.clone(pinned);
        Files.writeString(folder.resolve("inference.yml"), Files.readString(folder.resolve("inference.yml")) + "\n");
        assertThatThrownBy(onTheCluster::load)
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("not the expected " + SHA256);
    }

    @Test
    void aBundledNameLeadsNowhereElse() {
        for (String name : new String[] {"../x", "..", "", "a/../../x", "/etc", "a\\b", "pp-lcnet-x0_5-cifar10/../x"}) {
            assertThatThrownBy(() -> to("bundled:" + name).load())
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + name + "' is no name of a bundle in the job's jar.");
        }
    }

    @Test
    void aLinkOutOfTheFolderIsRefusedByPathAndByUri() throws Exception {
        Files.createSymbolicLink(folder.resolve("inference.onnx"), FOLDER.resolve("inference.onnx"));
        for (String location : new String[] {folder.toString(), folder.toUri().toString(), "file://" + folder}) {
            assertThatThrownBy(() -> to(location).load())
                    .as(location)
                    .isInstanceOf(BadModelException.class)
                    .hasMessageContaining("inference.onnx is a link to " + FOLDER.resolve("inference.onnx"));
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> to("bundled:resnet").load())
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("resnet")
                .hasMessageContaining("there is no inference.onnx");
        assertThatThrownBy(() -> to(folder.toUri().toString()).load())
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("there is no inference.onnx");
    }
}
