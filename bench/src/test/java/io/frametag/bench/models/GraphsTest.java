package io.frametag.bench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphsTest {
    private static final Path PROJECT = Path.of("..");

    @Test
    void everyVariantRunsAndHasImageNetsClasses() throws Exception {
        List<float[]> all = new ArrayList<>();
        for (Variant variant : Variant.all()) {
            try (BoundSession session =
                    BoundSession.open(PROJECT.resolve("bench/models/ablation").resolve(variant.file()), 1)) {
                assertThat(session.shape()).containsExactly(1, 1000);
                session.run();
                float[] scores = session.scores();
                double sum = 0;
                for (float score : scores) {
                    sum += score;
                }
                assertThat(sum).isCloseTo(1, within(1e-3));
                all.add(scores);
            }
        }
        // Each is another network.
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void everyPublishedModelHasItsGraph() {
        List<PublishedModel> models = Models.all();
        assertThat(models)
                .hasSize(17)
                .allSatisfy(model -> assertThat(PROJECT.resolve(model.graph())).isRegularFile());
        assertThat(models.stream().map(PublishedModel::file)).doesNotHaveDuplicates();
    }
}
