package io.frametag.tools.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What a verification found. As JSON it has the components' names, with the verdict and its sentence in front.
 *
 * @param inputTopics or the input files, as they were named
 * @param labelsTopic or the folder of the files, as the next two
 * @param shedTopic null if it does not exist or may not be seen, and was not read
 * @param runId the one run that was asked for, or null for all
 * @param partitions in the order of topic and partition; none for input files, of which there may be millions
 * @param total the sum of the partitions, or of the files
 * @param replays those of {@code total} that {@code frametag replay} wrote. Each is an input of its own: the dead letter
 *     that it repeats stays counted as one
 * @param shed those of {@code total} that were shed, by stream
 * @param runs the runs that answered inputs of the range, or the one that was asked for, by name. With all runs an input
 *     counts in {@code total} as missing only if no run answered it, and as doubled only if a single run answered it
 *     twice
 * @param otherRuns some of the runs that were passed over, if one was asked for
 * @param strays outcomes that name an input which does not exist
 * @param unreadable records of the output topics that do not say which input they answer, whatever their run
 * @param outsideRange how many outcomes name inputs before or after the range; they are not judged
 * @param ofOtherTopics how many outcomes name inputs of a topic or file that was not asked for; they are not judged
 * @param heldBack parts of the output topics that a {@code read_committed} consumer did not get to see
 */
@JsonPropertyOrder({"verdict", "sentence"})
public record Report(
        List<String> inputTopics,
        String labelsTopic,
        String deadLettersTopic,
        String shedTopic,
        String runId,
        boolean allowDuplicates,
        List<Partition> partitions,
        Counts total,
        Counts replays,
        Shed shed,
        List<Run> runs,
        List<String> otherRuns,
        Listing<Input> missing,
        Listing<Doubled> doubled,
        Listing<Stray> strays,
        Listing<Unreadable> unreadable,
        long outsideRange,
        long ofOtherTopics,
        List<HeldBack> heldBack) {

    /** What the counts amount to. */
    public enum Verdict {
        /** Every input has its outcome, and nothing was found that should not be. */
        PROVEN,
        /** Something is missing, doubled, stray or unreadable. */
        FAILED,
        /** There is no input, which proves nothing. */
        NOTHING_TO_VERIFY
    }

    /** Inputs by what became of them: the last five add up to the first. */
    public record Counts(long inputs, long labelled, long deadLettered, long shed, long doubled, long missing) {
        Counts plus(Counts other) {
            return new Counts(
                    inputs + other.inputs,
                    labelled + other.labelled,
                    deadLettered + other.deadLettered,
                    shed + other.shed,
                    doubled + other.doubled,
                    missing + other.missing);
        }
    }

    /**
     * Shed inputs.
     *
     * @param streams how many have some; if there are very many, of those that were told apart
     * @param worst the streams with the most of them
     * @param others shed inputs of all other streams
     */
    public record Shed(long streams, List<ShedStream> worst, long others) {}

    /** @param stream the inputs' key as text, or null if they have none */
    public record ShedStream(String stream, long shed) {}

    /** The inputs of one partition from offset {@code from} to before offset {@code until}. */
    public record Partition(String topic, int partition, long from, long until, Counts counts) {}

    /** What one run made of all inputs; {@code missing} are those that it did not answer. */
    public record Run(String runId, Counts counts) {}

    /** How many there are, and the first of them. */
    public record Listing<T>(long count, List<T> first) {}

    /** An input record; in a file, its place there. */
    public record Input(String topic, int partition, long offset) {}

    /** An input record that a run answered more than once. */
    public record Doubled(String topic, int partition, long offset, String runId) {}

    /** An input that does not exist and that a run answered all the same. */
    public record Stray(String topic, int partition, long offset, String runId) {}

    /** A record of an output topic, or from where on an output file is not read, and what is wrong with it in a sentence. */
    public record Unreadable(String topic, int partition, long offset, String problem) {}

    /** From {@code from} on, to before {@code until}, an output partition lay behind a transaction that was open. */
    public record HeldBack(String topic, int partition, long from, long until) {}

    @JsonProperty
    public Verdict verdict() {
        boolean sound = missing.count() == 0
                && strays.count() == 0
                && unreadable.count() == 0
                && (allowDuplicates || total.doubled() == 0);
        if (!sound) {
            return Verdict.FAILED;
        }
        return total.inputs() == 0 ? Verdict.NOTHING_TO_VERIFY : Verdict.PROVEN;
    }

    /** @return the verdict in words */
    @JsonProperty
    public String sentence() {
        return VerdictSentence.of(this);
    }
}
