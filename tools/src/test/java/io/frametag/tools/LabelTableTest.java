package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.Label;
import io.frametag.schema.Latency;
import io.frametag.tools.FrameOutcome.Labelled;
import io.frametag.tools.FrameOutcome.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelTableTest {
    private static final Duration ELAPSED = Duration.ofMillis(500);

    @Test
    void theWholeTableReadsWell() {
        assertThat(LabelTable.render(
                        List.of(
                                new Labelled(Samples.cat()),
                                new Rejected("cut.jpg", "TRUNCATED", "The image ends after 12 of its bytes."),
                                new Labelled(
                                        Samples.labels("moose.png", Samples.catOrDog(0.4999f), Samples.latency(10)))),
                        1_000,
                        ELAPSED))
                .isEqualToNormalizingNewlines("""
                        Times in milliseconds. Below a score of 50% the model is unsure.

                        frame            label       score second best decode preprocess inference queue end to end
                        cats/chelsea.jpg cat         90.0% dog 10.0%     2.00       3.00      4.00  1.00       5.00
                        cut.jpg          rejected
                        moose.png        unsure: cat 50.0% dog 50.0%    20.00      30.00     40.00 10.00      50.00

                        cut.jpg rejected, TRUNCATED: The image ends after 12 of its bytes.

                        3 frames in 0.50 s: 6.0 frames/s (2 labelled, 1 rejected)

                        ms                p50      p95      p99
                        end to end       5.00    50.00    50.00
                        queue wait       1.00    10.00    10.00
                        decode           2.00    20.00    20.00
                        preprocess       3.00    30.00    30.00
                        inference        4.00    40.00    40.00
                        """);
    }

    @Test
    void aScoreOfOneHalfIsALabelAndOneBelowIsNot() {
        assertThat(row(Samples.labels("f", Samples.catOrDog(0.5f), Samples.latency(1))))
                .doesNotContain("unsure");
        assertThat(row(Samples.labels("f", Samples.catOrDog(Math.nextDown(0.5f)), Samples.latency(1))))
                .contains("unsure: cat");
    }

    @Test
    void noLineIsWiderThanTheTableWhateverTheNames() {
        String longName = "a-folder/with/a/very/long/path/to/the/picture-of-an-animal-0001.jpg";
        String longLabel = "African elephant, Loxodonta africana";
        String table = LabelTable.render(
                List.of(
                        new Labelled(Samples.labels(
                                longName,
                                List.of(new Label(0, longLabel, 0.3f), new Label(1, longLabel, 0.2f)),
                                new Latency(9_999_000L, 9_999_000L, 9_999_000L, 9_999_000L, 9_999_000L))),
                        new Rejected(longName, "TRUNCATED", (longLabel + " ").repeat(10))),
                1_000,
                ELAPSED);
        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(LabelTable.WIDTH));
        assertThat(table).containsPattern("…[a-z-]*-0001\\.jpg unsure: African e… 30\\.0% African elephan… ");
    }

    @Test
    void aTimeFromAWrongClockIsNeitherShownNorCounted() {
        ImageLabels flagged = Samples.labels(
                "f",
                Samples.catOrDog(0.9f),
                new Latency(0L, 2_000L, 3_000L, 4_000L, 0L),
                Flag.CAPTURED_IN_FUTURE,
                Flag.SENT_IN_FUTURE);
        assertThat(row(flagged)).matches("f +cat +90\\.0% +dog 10\\.0% +2\\.00 +3\\.00 +4\\.00 +- +-");
        assertThat(LabelTable.render(List.of(new Labelled(flagged)), 1_000, ELAPSED))
                .doesNotContain("0.00")
                .doesNotContainPattern("(?m)^end to end")
                .doesNotContainPattern("(?m)^queue wait");
    }

    @Test
    void percentilesAreThoseOfAllFrames() {
        List<FrameOutcome> outcomes = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            outcomes.add(new Labelled(Samples.labels("f" + i, Samples.catOrDog(0.9f), Samples.latency(i))));
        }
        assertThat(LabelTable.render(outcomes, 1_000, ELAPSED).lines())
                .anySatisfy(line -> assertThat(line).matches("queue wait +50\\.0. +95\\.0. +99\\.0."));
    }

    @Test
    void onlyTheLastOutcomesGetALineAndAllCount() {
        List<FrameOutcome> outcomes = List.of(
                new Labelled(Samples.labels("first", Samples.catOrDog(0.9f), Samples.latency(1))),
                new Rejected("cut", "TRUNCATED", "It ends."),
                new Labelled(Samples.labels("last", Samples.catOrDog(0.9f), Samples.latency(1))));
        assertThat(LabelTable.render(outcomes, 1, ELAPSED))
                .contains("\nlast ", "3 frames in 0.50 s: 6.0 frames/s (2 labelled, 1 rejected)")
                .doesNotContain("first", "cut");
    }

    @Test
    void whereNothingWasLabelledThereAreNoPercentiles() {
        assertThat(LabelTable.render(List.of(new Rejected("cut", "TRUNCATED", "It ends.")), 1_000, ELAPSED))
                .doesNotContain("p50")
                .endsWith(String.format("(0 labelled, 1 rejected)%n"));
    }

    private static String row(ImageLabels labels) {
        return LabelTable.render(List.of(new Labelled(labels)), 1_000, ELAPSED)
                .lines()
                .dropWhile(line -> !line.startsWith("frame"))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }
}
