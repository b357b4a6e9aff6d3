package io.frametag.hostile.campaign;

import io.frametag.hostile.campaign.Answer.Labelled;
import io.frametag.hostile.campaign.Answer.Rejected;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts answers. */
public final class Tally {
    private int sent;
    private int labelled;
    private int flagged;
    private final Map<String, Integer> rejected = new TreeMap<>();

    static Tally sum(Collection<Tally> tallies) {
        Tally sum = new Tally();
        for (Tally tally : tallies) {
            sum.sent += tally.sent;
            sum.labelled += tally.labelled;
            sum.flagged += tally.flagged;
            tally.rejected.forEach((reason, count) -> sum.rejected.merge(reason, count, Integer::sum));
        }
        return sum;
    }

    /** @param answer null for none */
    void add(Answer answer) {
        sent++;
        if (answer instanceof Labelled label) {
            labelled++;
            flagged += label.flags().isEmpty() ? 0 : 1;
        } else if (answer instanceof Rejected dead) {
            rejected.merge(dead.reason(), 1, Integer::sum);
        }
    }

    public int sent() {
        return sent;
    }

    /** @return with a flag or without */
    public int labelled() {
        return labelled;
    }

    public int flagged() {
        return flagged;
    }

    public int rejected() {
        return rejected.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int unanswered() {
        return sent - labelled - rejected();
    }

    /** @return each reason with how often it was given, most often first */
    public String reasons() {
        return rejected.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(reason -> "`" + reason.getKey() + "` " + reason.getValue())
                .collect(Collectors.joining(", "));
    }
}
