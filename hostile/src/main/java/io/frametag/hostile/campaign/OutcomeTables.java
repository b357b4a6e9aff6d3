package io.frametag.hostile.campaign;

import io.frametag.hostile.image.FrameFormat;
import io.frametag.hostile.image.Mutant.Kind;
import io.frametag.hostile.image.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** A campaign's outcomes in Markdown: by mutation, by format, and by both. */
public final class OutcomeTables {
    private static final String COLUMNS = "sent | labelled | of them flagged | rejected | reasons |\n";
    private static final String RULE = " ---: | ---: | ---: | ---: | --- |\n";

    private OutcomeTables() {}

    /** @param machine where and with what it was measured */
    public static String markdown(CampaignResult result, String machine) {
        StringBuilder text = new StringBuilder("| what was done | ")
                .append(COLUMNS)
                .append("| ---")
                .append(" |")
                .append(RULE);
        for (Mutation mutation : Mutation.values()) {
            row(text, "| " + mutation.title(), result, kind -> kind.mutation() == mutation);
        }
        row(text, "| **damaged**", result, Kind::damaged);
        row(text, "| **all**", result, kind -> true);
        text.append("\n| format | ")
                .append(COLUMNS)
                .append("| ---")
                .append(" |")
                .append(RULE);
        for (FrameFormat format : FrameFormat.values()) {
            row(text, "| " + format.title(), result, kind -> kind.format() == format);
        }
        text.append('\n')
                .append(summary(result, machine))
                .append("\n<details>\n<summary>Each format and mutation")
                .append("</summary>\n\n| format | what was done | ")
                .append(COLUMNS)
                .append("| --- | ---")
                .append(" |")
                .append(RULE);
        for (FrameFormat format : FrameFormat.values()) {
            for (Mutation mutation : Mutation.values()) {
                row(text, "| " + format.title() + " | " + mutation.title(), result, new Kind(format, mutation)::equals);
            }
        }
        return text.append("\n</details>\n").toString();
    }

    /** @return whether all is well, and what is not, a line each */
    public static String verdict(CampaignResult result) {
        if (result.sound()) {
            return String.format(
                    Locale.ROOT,
                    "Sound: %,d images, %,d of them damaged, and %,d good frames, each with its one outcome, in %d s; no"
                            + " restart. The slowest took %,d ms to decode and resize: %s.%n",
                    result.plan().images(),
                    result.damaged(),
                    result.goodFrames(),
                    result.time().toSeconds(),
                    result.slowest().time().toMillis(),
                    result.slowest().image());
        }
        List<String> lines = new ArrayList<>(List.of("Not sound:"));
        result.troubles().forEach(trouble -> lines.add("- " + trouble));
        return String.join("\n", lines) + "\n";
    }

    private static String summary(CampaignResult result, String machine) {
        if (!result.sound()) {
            return verdict(result);
        }
        return String.format(
                Locale.ROOT,
                "%,d images (numbers %d to %d of seed %d), of which %,d are damaged, and %,d good frames among them in"
                        + " %d s. Every one has its one outcome, every good frame has its right label with the same score"
                        + " as before, no process ended, and the job did not restart. The TaskManager had %,d MiB in"
                        + " memory at most, and may have %,d. No image that was labelled took more than %,d ms to decode and resize, and %,d are"
                        + " allowed. %s.%n",
                result.plan().images(),
                result.plan().first(),
                result.plan().first() + result.plan().images() - 1,
                result.plan().seed(),
                result.damaged(),
                result.goodFrames(),
                result.time().toSeconds(),
                result.peakBytes() >> 20,
                result.limitBytes() >> 20,
                result.slowest().time().toMillis(),
                SlowestImage.BOUND.toMillis(),
                machine);
    }

    private static void row(StringBuilder text, String name, CampaignResult result, Predicate<Kind> which) {
        List<Tally> tallies = result.tallies().entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (tallies.isEmpty()) {
            return;
        }
        Tally sum = Tally.sum(tallies);
        text.append(String.format(
                Locale.ROOT,
                "%s | %,d | %,d | %,d | %,d | %s |%n",
                name,
                sum.sent(),
                sum.labelled(),
                sum.flagged(),
                sum.rejected(),
                sum.reasons()));
    }
}
