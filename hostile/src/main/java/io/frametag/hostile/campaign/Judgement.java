package io.frametag.hostile.campaign;

import io.frametag.hostile.campaign.Answer.Labelled;
import io.frametag.hostile.campaign.Layout.Content;
import io.frametag.hostile.campaign.Layout.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * What is wrong with the answers: inputs that have none, and good frames that are not labelled as they were before anything
 * damaged was sent, or not with what they show.
 */
final class Judgement {
    /** So many of a kind are named; the others are counted. */
    private static final int NAMED = 20;

    private final Layout layout;
    private final List<GoodFrame> goodFrames;
    private final LongFunction<String> mutantNames;
    private final Map<Place, Answer> answers;

    /** @param mutantNames a damaged image in words, by its number */
    Judgement(Layout layout, List<GoodFrame> goodFrames, LongFunction<String> mutantNames, Map<Place, Answer> answers) {
        this.layout = layout;
        this.goodFrames = goodFrames;
        this.mutantNames = mutantNames;
        this.answers = answers;
    }

    /**
     * @param sent how many records were, in the order of the layout
     * @return a sentence each; empty if all is well
     */
    List<String> troubles(int sent) {
        List<String> missing = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (int record = 0; record < sent; record++) {
            Place place = layout.place(record);
            Content content = layout.content(place);
            Answer answer = answers.get(place);
            if (answer == null) {
                missing.add(name(content));
            } else if (content.isGood()) {
                String fault = fault(content.good(), place.partition(), answer);
                if (fault != null) {
                    wrong.add(name(content) + ": " + fault);
                }
            }
        }
        List<String> troubles = new ArrayList<>();
        add(troubles, missing, "no outcome");
        add(troubles, wrong, "the wrong outcome");
        return troubles;
    }

    private String fault(int good, int partition, Answer answer) {
        String expected = goodFrames.get(good).label();
        if (!(answer instanceof Labelled labelled)) {
            return "it is rejected, " + answer;
        }
        if (!labelled.label().equals(expected)) {
            return "it shows " + expected + " and is labelled " + labelled.label();
        }
        if (answers.get(new Place(partition, good)) instanceof Labelled first && first.score() != labelled.score()) {
            return "its score is " + labelled.score() + ", and was " + first.score() + " before";
        }
        return null;
    }

    private String name(Content content) {
        if (!content.isGood()) {
            return "damaged image " + mutantNames.apply(content.mutant());
        }
        return content.mutant() < 0
                ? "good frame " + content.good()
                : "the good frame behind damaged image " + mutantNames.apply(content.mutant());
    }

    private static void add(List<String> troubles, List<String> found, String what) {
        if (!found.isEmpty()) {
            String more = found.size() > NAMED ? "; and " + (found.size() - NAMED) + " more" : "";
            troubles.add((found.size() == 1 ? "1 input has " : found.size() + " inputs have ") + what + ": "
                    + String.join("; ", found.subList(0, Math.min(NAMED, found.size()))) + more + ".");
        }
    }
}
