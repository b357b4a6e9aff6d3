package io.frametag.tools.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;

/**
 * What a replay did, or would do. As JSON it has the components' names, with its sentence in front.
 *
 * @param dryRun nothing was sent: {@code sent} counts what would be
 * @param reasons in the order of their names
 * @param total the sum of the reasons
 * @param fromInputTopic how many of {@code sent} were taken from the input topic, since their dead letters had lost a part
 * @param notReplayable the first of those that were left out
 * @param ofOtherTopics how many dead letters are of another topic's inputs; they are not looked at
 * @param heldBack parts of the dead letter topic that a {@code read_committed} consumer did not get to see
 */
@JsonPropertyOrder({"sentence"})
public record ReplayReport(
        String inputTopic,
        String deadLettersTopic,
        boolean dryRun,
        List<Reason> reasons,
        Counts total,
        long fromInputTopic,
        List<LeftOut> notReplayable,
        long ofOtherTopics,
        List<HeldBack> heldBack) {

    /** Dead letters by what became of them: the last three add up to {@code selected}. */
    public record Counts(long found, long selected, long alreadyReplayed, long notReplayable, long sent) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    found + other.found,
                    selected + other.selected,
                    alreadyReplayed + other.alreadyReplayed,
                    notReplayable + other.notReplayable,
                    sent + other.sent);
        }
    }

    /** The dead letters of one reason. */
    public record Reason(String reason, Counts counts) {}

    /** A dead letter that was selected and cannot be replayed, and why. */
    public record LeftOut(RecordAt deadLetter, String why) {}

    /** From {@code from} on, to before {@code until}, a partition of dead letters lay behind an open transaction. */
    public record HeldBack(String topic, int partition, long from, long until) {}

    /** @return the whole in words */
    @JsonProperty
    public String sentence() {
        if (total.selected() == 0) {
            return "Nothing to replay: "
                    + (total.found() == 0
                            ? deadLettersTopic + " holds no dead letter of " + inputTopic + "."
                            : "none of " + count(total.found()) + " is selected.");
        }
        String rest = (total.alreadyReplayed() == 0 ? "" : "; " + number(total.alreadyReplayed()) + " replayed before")
                + (total.notReplayable() == 0 ? "" : "; " + number(total.notReplayable()) + " cannot be replayed");
        return (dryRun ? "Would send " : "Sent ") + number(total.sent()) + " of " + count(total.selected()) + " to "
                + inputTopic + rest + "." + (dryRun ? " Nothing was sent." : "");
    }

    private static String count(long count) {
        return number(count) + " dead letter" + (count == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
