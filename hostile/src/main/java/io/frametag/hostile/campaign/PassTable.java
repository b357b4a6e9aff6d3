package io.frametag.hostile.campaign;

import java.util.Locale;
import java.util.Map;

/** What became of a run's images, in Markdown: pass by pass, and of the first pass all there is to tell. */
public final class PassTable {
    private PassTable() {}

    /**
     * @param results in their order, at least one
     * @param machine where and with what it was measured
     */
    public static String markdown(Map<Pass, CampaignResult> results, String machine) {
        StringBuilder text = new StringBuilder(
                        "| the job's options | images | damaged | labelled | rejected | no outcome"
                                + " | restarts | slowest image | most memory |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        results.forEach((pass, result) -> text.append(row(pass, result)));
        CampaignResult first = results.values().iterator().next();
        return text.append('\n').append(OutcomeTables.markdown(first, machine)).toString();
    }

    private static String row(Pass pass, CampaignResult result) {
        Tally all = Tally.sum(result.tallies().values());
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %,d ms | %,d MiB |%n",
                pass.title(),
                all.sent(),
                result.damaged(),
                all.labelled(),
                all.rejected(),
                all.unanswered(),
                result.restarts(),
                result.slowest().time().toMillis(),
                result.peakBytes() >> 20);
    }
}
