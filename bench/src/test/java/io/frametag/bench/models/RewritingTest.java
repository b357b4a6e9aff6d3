package io.frametag.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RewritingTest {
    private static final Path GRAPHS = Path.of("models/rewrites");
    /** An untrained net's scores are small sums of large ones that cancel; a trained one's differ by 2e-6. */
    private static final double TOLERANCE = 1e-3;

    static List<Rewriting> equivalent() {
        return Rewriting.all().stream().filter(Rewriting::equivalent).toList();
    }

    static List<Rewriting> bounds() {
        return Rewriting.all().stream()
                .filter(rewriting -> !rewriting.equivalent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("equivalent")
    void givesTheExportedGraphsScores(Rewriting rewriting) throws IOException {
        assertThat(difference(rewriting)).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void aBoundGivesOtherScores(Rewriting rewriting) throws IOException {
        assertThat(difference(rewriting)).isGreaterThan(TOLERANCE);
    }

    @Test
    void aDifferenceIsRelativeToTheLargestScore() {
        assertThat(Rewrites.difference(new float[] {1, -4}, new float[] {2, -4}))
                .isEqualTo(0.25);
    }

    private static double difference(Rewriting rewriting) throws IOException {
        return Rewrites.difference(
                Rewrites.scores(GRAPHS.resolve(Rewriting.EXPORTED.file())),
                Rewrites.scores(GRAPHS.resolve(rewriting.file())));
    }
}
