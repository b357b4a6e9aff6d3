package io.frametag.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.bench.models.PublishedModel.Rivalry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperClaimTest {
    private static final PublishedModel OWN = model("own");
    private static final PublishedModel A = model("A");
    private static final PublishedModel B = model("B");
    private static final PublishedModel C = model("C");

    @Test
    void eachPeerIsCountedOnTheSideThatItsTimePutsItOn() {
        assertThat(judge(4, 8, 4.1, 2))
                .isEqualTo(
                        "The paper's claim holds here against 1 of the 3 models that it compares with. own is faster than"
                                + " A (2.00 times); as fast as B; slower than C (2.00 times).");
    }

    @Test
    void aClaimThatHoldsEverywhereIsSaidToDoSo() {
        assertThat(judge(1, 2, 3, 4))
                .isEqualTo(
                        "The paper's claim holds here against all 3 models that it compares with. own is faster than A"
                                + " (2.00 times), B (3.00 times) and C (4.00 times).");
    }

    @Test
    void aClaimThatHoldsNowhereIsSaidToDoSo() {
        assertThat(judge(8, 4, 4, 2)).startsWith("The paper's claim holds here against 0 of the 3 models");
    }

    private static String judge(double own, double a, double b, double c) {
        return PaperClaim.judge(
                List.of(new Rivalry(OWN, List.of(A, B, C))),
                Map.of("own", List.of(own), "A", List.of(a), "B", List.of(b), "C", List.of(c)));
    }

    private static PublishedModel model(String name) {
        return new PublishedModel(name, "folder/" + name, 70, 1);
    }
}
