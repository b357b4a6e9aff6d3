package io.frametag.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.image.PixelSize;
import io.frametag.model.BundleFiles;
import io.frametag.model.Classifier;
import io.frametag.model.ModelBundle;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrainedBundleTest {
    private static final Path GRAPH = Path.of("../job/models/untrained/pp-lcnet-x0_25-untrained.onnx");

    @Test
    void theFolderIsABundleThatRuns(@TempDir Path folder) throws Exception {
        Path written = UntrainedBundle.write(GRAPH, folder.resolve("new"));
        ModelBundle bundle = ModelBundle.load(BundleFiles.folder(written), Optional.empty(), Optional.empty());
        assertThat(bundle.id()).isEqualTo(UntrainedBundle.load(GRAPH).id());
        assertThat(bundle.spec().geometry().resized(new PixelSize(640, 480))).isEqualTo(new PixelSize(341, 256));
        try (Classifier classifier = Classifier.open(bundle)) {
            assertThat(classifier.probabilities(new byte[224 * 224 * 3])).hasSize(1000);
        }
    }
}
