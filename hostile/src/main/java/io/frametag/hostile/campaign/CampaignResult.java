package io.frametag.hostile.campaign;

import io.frametag.hostile.image.Mutant.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a campaign showed.
 *
 * @param tallies of the damaged images
 * @param goodFrames that were sent among them
 * @param slowest of all images that were labelled, the good frames included
 * @param restarts of the job
 * @param peakBytes the most that the TaskManager ever had in memory
 * @param limitBytes what it may have
 * @param troubles a sentence for each thing that is not as it has to be; empty if all is well
 */
public record CampaignResult(
        CampaignPlan plan,
        Map<Kind, Tally> tallies,
        int goodFrames,
        Duration time,
        SlowestImage slowest,
        int restarts,
        long peakBytes,
        long limitBytes,
        List<String> troubles) {
    public CampaignResult {
        tallies = Map.copyOf(tallies);
        troubles = List.copyOf(troubles);
    }

    /** @return how many of the images had anything done to them */
    public int damaged() {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getKey().damaged())
                .mapToInt(entry -> entry.getValue().sent())
                .sum();
    }

    public boolean sound() {
        return troubles.isEmpty();
    }
}
