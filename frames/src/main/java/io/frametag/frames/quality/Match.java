package io.frametag.frames.quality;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * A true segment, and the one that the job found for it.
 *
 * <p>That they are one to one, of the same label, and have at least a given temporal intersection over union is the usual
 * matching of temporal action detection (THUMOS, ActivityNet).
 */
public record Match(LabelSpan truth, LabelSpan found) {

    /**
     * Pairs one stream's segments, those that agree best first. Where the true segments of a label do not overlap and {@code
     * leastIou} is above 0.5, a found one can belong to one of them only, so that no other pairing has more pairs.
     *
     * @param leastIou from 0 to 1
     * @return in the order of the true segments
     */
    public static List<Match> between(List<LabelSpan> truth, List<LabelSpan> found, double leastIou) {
        BitSet truthTaken = new BitSet();
        BitSet foundTaken = new BitSet();
        List<Match> matches = new ArrayList<>();
        for (Candidate candidate : candidates(truth, found, leastIou)) {
            if (!truthTaken.get(candidate.truth()) && !foundTaken.get(candidate.found())) {
                truthTaken.set(candidate.truth());
                foundTaken.set(candidate.found());
                matches.add(new Match(truth.get(candidate.truth()), found.get(candidate.found())));
            }
        }
        matches.sort(Comparator.comparingInt(match -> match.truth().first()));
        return matches;
    }

    private static List<Candidate> candidates(List<LabelSpan> truth, List<LabelSpan> found, double leastIou) {
        List<Candidate> candidates = new ArrayList<>();
        for (int t = 0; t < truth.size(); t++) {
            for (int f = 0; f < found.size(); f++) {
                double iou = truth.get(t).iou(found.get(f));
                if (truth.get(t).label().equals(found.get(f).label()) && iou > 0 && iou >= leastIou) {
                    candidates.add(new Candidate(t, f, iou));
                }
            }
        }
        // Stable: of equals the earlier.
        candidates.sort(Comparator.comparingDouble(Candidate::iou).reversed());
        return candidates;
    }

    /** @return frames by which the found segment begins late; negative if it begins early */
    public int startError() {
        return found.first() - truth.first();
    }

    /** @return frames by which it ends late; negative if it ends early */
    public int endError() {
        return found.last() - truth.last();
    }

    private record Candidate(int truth, int found, double iou) {}
}
