package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled model against PyTorch's answers, and graphs of ImageNet's size. */
class ModelParityTest {
    private static final Path REFERENCE = Path.of(ModelBundle.BUNDLED, "reference");
    /** The reference that is of the model's size already. */
    private static final String IMAGE = "drawn-32x32.png";

    @Test
    void theProbabilitiesAreTheReferences() throws Exception {
        JsonNode expected = expected();
        try (Classifier classifier = Classifier.open(ModelBundle.bundled())) {
            float[] probabilities = classifier.probabilities(rgb());

            assertThat(probabilities).hasSize(10);
            for (int i = 0; i < probabilities.length; i++) {
                assertThat(probabilities[i])
                        .isCloseTo((float) expected.get("probabilities").get(i).asDouble(), Offset.offset(1e-3f));
            }
            assertThat(classifier.classify(rgb(), 1).get(0).name())
                    .isEqualTo(expected.get("label").asText());
        }
    }

    @Test
    void theTensorsMeanAndDeviationAreTheReferences() throws Exception {
        float[] planes = NormaliserTest.normalised(ModelBundle.bundled().spec().normalisation(), 32, 32, rgb());
        double mean = 0;
        double squares = 0;
        for (float value : planes) {
            mean += value / planes.length;
            squares += (double) value * value / planes.length;
        }

        assertThat(mean).isCloseTo(expected().get("tensorMean").asDouble(), Offset.offset(1e-5));
        assertThat(Math.sqrt(squares - mean * mean))
                .isCloseTo(expected().get("tensorStd").asDouble(), Offset.offset(1e-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x0_25", "x0_35", "x0_5", "x0_75", "x1_0", "x1_5", "x2_0", "x2_5"})
    void everyScaleOpensAsAnImageNetModel(String scale) throws Exception {
        ModelBundle bundle = Bundles.of(untrained(scale), Bundles.imageNetYml(1000));
        try (Classifier classifier = Classifier.open(bundle)) {
            float[] probabilities = classifier.probabilities(new byte[3 * 224 * 224]);
            double sum = 0;
            for (float probability : probabilities) {
                sum += probability;
            }

            assertThat(probabilities).hasSize(1000);
            assertThat(sum).isCloseTo(1, Offset.offset(1e-4));
        }
    }

    private static byte[] untrained(String scale) throws Exception {
        return Files.readAllBytes(Path.of("models", "untrained", "pp-lcnet-" + scale + "-untrained.onnx"));
    }

    private static JsonNode expected() throws Exception {
        return new ObjectMapper()
                .readTree(REFERENCE.resolve("expected.json").toFile())
                .get("inputs")
                .get(IMAGE);
    }

    private static byte[] rgb() throws Exception {
        BufferedImage image = ImageIO.read(REFERENCE.resolve(IMAGE).toFile());
        assertThat(Optional.of(image)).map(BufferedImage::getWidth).hasValue(32);
        byte[] rgb = new byte[3 * 32 * 32];
        for (int i = 0; i < 32 * 32; i++) {
            int argb = image.getRGB(i % 32, i / 32);
            rgb[3 * i] = (byte) (argb >> 16);
            rgb[3 * i + 1] = (byte) (argb >> 8);
            rgb[3 * i + 2] = (byte) argb;
        }
        return rgb;
    }
}
