package io.frametag.bench.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.image.DecodeMode;
import io.frametag.model.Classifier;
import io.frametag.model.ModelBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccuracyTest {
    private static final Path PROJECT = Path.of("..");

    @ParameterizedTest
    @EnumSource
    void aLabelIsRightIfItIsTheFoldersName(DecodeMode mode, @TempDir Path folder) throws Exception {
        byte[] cat = Files.readAllBytes(PROJECT.resolve("job/models/pp-lcnet-x0_5-cifar10/reference/cat-chelsea.jpg"));
        Path zip = folder.resolve("images.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : new String[] {"cat/0001.jpg", "ship/0001.jpg", "cat/README.md"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(cat);
            }
        }
        ModelBundle bundle = ModelBundle.bundled();
        try (Classifier classifier = Classifier.open(bundle)) {
            Accuracy accuracy = Accuracy.measure(zip, bundle, classifier, mode);
            assertThat(accuracy).isEqualTo(new Accuracy(1, 2));
            assertThat(accuracy.percent()).isEqualTo(50);
        }
    }

    @Test
    void theCardsFigureIsRead() throws Exception {
        assertThat(Accuracy.ofCard(PROJECT)).isBetween(80.0, 100.0);
    }
}
