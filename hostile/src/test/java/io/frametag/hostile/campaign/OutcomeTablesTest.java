package io.frametag.hostile.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.hostile.campaign.Answer.Labelled;
import io.frametag.hostile.campaign.Answer.Rejected;
import io.frametag.hostile.image.FrameFormat;
import io.frametag.hostile.image.Mutant.Kind;
import io.frametag.hostile.image.Mutation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomeTablesTest {
    private static final CampaignPlan PLAN = new CampaignPlan(6, 0, 5, CampaignPlan.PATIENCE);

    @Test
    void outcomesAreAddedUpByMutationAndByFormat() {
        Tally cutJpegs =
                tally(new Rejected("TRUNCATED_IMAGE"), new Rejected("TRUNCATED_IMAGE"), new Rejected("EMPTY_IMAGE"));
        Tally cutPngs = tally(new Labelled("cat", 0.9f, Set.of("DAMAGED")), new Labelled("cat", 0.9f, Set.of()));

        String markdown = OutcomeTables.markdown(
                result(
                        Map.of(
                                new Kind(FrameFormat.JPEG_BASELINE, Mutation.CUT), cutJpegs,
                                new Kind(FrameFormat.PNG_8, Mutation.CUT), cutPngs),
                        List.of()),
                "a machine");

        assertThat(markdown)
                .contains("| cut short | 5 | 2 | 1 | 3 | `TRUNCATED_IMAGE` 2, `EMPTY_IMAGE` 1 |")
                .contains("| **all** | 5 | 2 | 1 | 3 |")
                .contains("| PNG, 8 bits | 2 | 2 | 1 | 0 |  |")
                .contains("| JPEG, baseline | cut short | 3 | 0 | 0 | 3 |")
                .contains("a machine.");
    }

    @Test
    void imagesThatNothingWasDoneToAreNotCountedAsDamaged() {
        Map<Kind, Tally> tallies = Map.of(
                new Kind(FrameFormat.JPEG_BASELINE, Mutation.NONE),
                tally(new Labelled("cat", 0.9f, Set.of())),
                new Kind(FrameFormat.JPEG_BASELINE, Mutation.CUT),
                tally(new Rejected("TRUNCATED_IMAGE"), new Rejected("EMPTY_IMAGE")));

        assertThat(OutcomeTables.markdown(result(tallies, List.of()), "a machine"))
                .contains("| **damaged** | 2 | 0 | 0 | 2 |")
                .contains("| **all** | 3 | 1 | 0 | 2 |")
                .contains("of seed 6), of which 2 are damaged, and 15 good frames");
        assertThat(OutcomeTables.verdict(result(tallies, List.of()))).contains("5 images, 2 of them damaged");
    }

    @Test
    void theVerdictHasEachTrouble() {
        assertThat(OutcomeTables.verdict(result(Map.of(), List.of("The broker ended.", "One is missing."))))
                .isEqualTo("Not sound:\n- The broker ended.\n- One is missing.\n");
    }

    @Test
    void thePassesHaveARowEachAboveTheTablesOfTheFirst() {
        Map<Pass, CampaignResult> results = new EnumMap<>(Pass.class);
        Kind cut = new Kind(FrameFormat.JPEG_BASELINE, Mutation.CUT);
        results.put(Pass.SHIPPED, result(Map.of(cut, tally(new Rejected("EMPTY_IMAGE"))), List.of()));
        results.put(Pass.EXACT, result(Map.of(cut, tally(new Labelled("cat", 0.9f, Set.of()), null)), List.of()));

        assertThat(PassTable.markdown(results, "a machine"))
                .contains("| as shipped | 1 | 1 | 0 | 1 | 0 | 0 | 41 ms | 900 MiB |")
                .contains("| `decode-mode` exact | 2 | 2 | 1 | 0 | 1 | 0 | 41 ms | 900 MiB |")
                .contains("| **all** | 1 | 0 | 0 | 1 |")
                .contains("took more than 41 ms to decode and resize, and 3,000 are allowed");
    }

    @Test
    void whatIsNotSoundIsNotSaidToHaveBeen() {
        assertThat(OutcomeTables.markdown(result(Map.of(), List.of("The broker ended.")), "a machine"))
                .contains("Not sound:\n- The broker ended.\n")
                .doesNotContain("Every one has its one outcome");
    }

    private static CampaignResult result(Map<Kind, Tally> tallies, List<String> troubles) {
        return new CampaignResult(
                PLAN,
                tallies,
                15,
                Duration.ofSeconds(9),
                new SlowestImage("3 (BMP; cut short)", Duration.ofMillis(41)),
                0,
                900L << 20,
                2816L << 20,
                troubles);
    }

    private static Tally tally(Answer... answers) {
        Tally tally = new Tally();
        for (Answer answer : answers) {
            tally.add(answer);
        }
        return tally;
    }
}
