package io.frametag.hostile.campaign;

import io.frametag.faults.Build;
import io.frametag.hostile.image.Mutants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Campaigns one after the other, each with a cluster of its own and a {@link Pass}'s options. */
public final class Passes {
    private Passes() {}

    /**
     * Goes on with the next pass when one is not sound, so that a run shows all that is wrong.
     *
     * @param project the project's root folder
     * @param plan of the first pass, see {@link Pass}
     * @param folder gets a folder for each pass
     * @param progress takes a line at a time
     * @return in the order of the enumeration
     */
    public static Map<Pass, CampaignResult> run(
            Path project,
            CampaignPlan plan,
            Collection<Pass> passes,
            Path folder,
            Build build,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        Mutants mutants = plan.mutants(project);
        Map<Pass, CampaignResult> results = new EnumMap<>(Pass.class);
        for (Pass pass : Pass.values()) {
            if (passes.contains(pass)) {
                progress.accept("pass " + pass + ": " + pass.title());
                CampaignResult result = new Campaign(project, pass.of(plan, mutants), progress)
                        .run(folder.resolve(pass.name().toLowerCase(Locale.ROOT)), pass.of(build));
                progress.accept(OutcomeTables.verdict(result).strip());
                results.put(pass, result);
            }
        }
        return results;
    }

    /** @return whether all is well in every pass */
    public static boolean sound(Map<Pass, CampaignResult> results) {
        return results.values().stream().allMatch(CampaignResult::sound);
    }
}
