package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphFactsTest {
    /** By hand, from table 1 of PP-LCNet's paper (arXiv:2109.15099). These graphs compute their weights. */
    @ParameterizedTest
    @CsvSource({
        "x0_25, 16773440",
        "x0_35, 27357832",
        "x0_5, 44731008",
        "x0_75, 94786496",
        "x1_0, 155700480",
        "x1_5, 334188416",
        "x2_0, 580194816",
        "x2_5, 893719680",
    })
    void multiplicationsAreThoseOfTheLayers(String scale, long macs) throws Exception {
        byte[] onnx = Files.readAllBytes(Path.of("models", "untrained", "pp-lcnet-" + scale + "-untrained.onnx"));

        assertThat(GraphFacts.of(Bundles.of(onnx, Bundles.imageNetYml(1000))).macs())
                .isEqualTo(macs);
    }

    /** Four bytes each, and little else is in the file. */
    @Test
    void parametersAreTheNumbersInTheFile() throws Exception {
        GraphFacts facts = GraphFacts.of(ModelBundle.bundled());
        long bytes = Files.size(Path.of(ModelBundle.BUNDLED, "inference.onnx"));

        assertThat((double) facts.parameters() * Float.BYTES).isCloseTo((double) bytes, Percentage.withPercentage(2));
    }

    @Test
    void aSmallGraphIsDescribedToTheLastNumber() throws Exception {
        byte[] onnx = TinyOnnx.channelMeans(4, 2).times(3, new float[12]).bytes();

        GraphFacts facts = GraphFacts.of(Bundles.of(onnx, Bundles.plainYml().replace("blue]", "blue, white]")));

        assertThat(facts)
                .isEqualTo(new GraphFacts(
                        List.of("image: [any, 3, 2, 4] of FLOAT"),
                        List.of("MatMul2: [any, 4] of FLOAT"),
                        "",
                        Map.of("", 14L),
                        Map.of("GlobalAveragePool", 1, "Flatten", 1, "MatMul", 1),
                        12,
                        12));
    }
}
