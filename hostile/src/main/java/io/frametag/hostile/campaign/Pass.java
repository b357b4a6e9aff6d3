package io.frametag.hostile.campaign;

import io.frametag.faults.Build;
import io.frametag.hostile.image.Mutants;
import java.util.ArrayList;
import java.util.List;

/** Options of the job that have its decoders take another way through the same images. */
@SuppressWarnings("ImmutableEnumChecker") // nobody can write to the options
public enum Pass {
    /** The options' defaults. All images go through it. */
    SHIPPED("as shipped"),
    /** Alpha is decoded too, and composited. */
    ALPHA("`alpha-background` #808080", "--alpha-background", "#808080"),
    /** Every JPEG is decoded twice. */
    STRICT("`damaged-images` strict", "--damaged-images", "strict"),
    /** Every JPEG is decoded at its full size. */
    EXACT("`decode-mode` exact", "--decode-mode", "exact");

    /** Of the images, one in so many goes through the passes behind the first. */
    private static final int SHARE = 3;

    private final String title;
    private final List<String> options;

    Pass(String title, String... options) {
        this.title = title;
        this.options = List.of(options);
    }

    /** @return as a row of a table names it, in Markdown */
    public String title() {
        return title;
    }

    /** @return the build with this pass's options before its own */
    Build of(Build build) {
        List<String> all = new ArrayList<>(options);
        all.addAll(build.options());
        return new Build(build.jar(), build.mainClass(), all);
    }

    /**
     * @param plan of the first pass
     * @return the first of the same images: a third, but every mutation of every format where the plan has these
     */
    CampaignPlan of(CampaignPlan plan, Mutants mutants) {
        int images = this == SHIPPED
                ? plan.images()
                : Math.max(plan.images() / SHARE, Math.min(plan.images(), mutants.kinds()));
        return new CampaignPlan(plan.seed(), plan.first(), images, plan.patience());
    }
}
