package io.frametag.frames.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well frames and segments agree with the truth, of one stream or of several together.
 *
 * @param frames how many
 * @param right those whose best label is right
 * @param shownRight those for which the segments show the right label
 * @param byLabel segments of each label that there is, or that was found
 * @param matches the pairs of true and found segments
 * @param clear segments where the model is right
 */
public record Score(
        long frames,
        long right,
        long shownRight,
        Changes changes,
        SortedMap<String, Counts> byLabel,
        List<Match> matches,
        Counts clear) {
    public static final Score NOTHING = new Score(0, 0, 0, Changes.NONE, new TreeMap<>(), List.of(), Counts.NONE);

    /** @param leastIou of a true and a found segment that count as the same, from 0 to 1 */
    public static Score of(StreamOutcome outcome, double leastIou) {
        List<LabelSpan> truth = LabelSpan.of(outcome.truth());
        List<LabelSpan> found =
                outcome.segments().stream().map(FoundSegment::span).toList();
        List<Match> matches = Match.between(truth, found, leastIou);
        SortedMap<String, Counts> byLabel = new TreeMap<>();
        truth.forEach(span -> byLabel.merge(span.label(), new Counts(1, 0, 0), Counts::plus));
        found.forEach(span -> byLabel.merge(span.label(), new Counts(0, 1, 0), Counts::plus));
        matches.forEach(match -> byLabel.merge(match.truth().label(), new Counts(0, 0, 1), Counts::plus));
        int frames = outcome.truth().size();
        List<String> shown = ShownLabels.of(outcome.segments(), frames);
        return new Score(
                frames,
                agreeing(outcome.truth(), outcome.labels()),
                agreeing(outcome.truth(), shown),
                Changes.of(outcome, shown),
                byLabel,
                matches,
                ClearSegments.count(outcome, truth, found, matches));
    }

    static long agreeing(List<String> truth, List<String> labels) {
        long agreeing = 0;
        for (int frame = 0; frame < truth.size(); frame++) {
            agreeing += truth.get(frame).equals(labels.get(frame)) ? 1 : 0;
        }
        return agreeing;
    }

    /** @return of both together: each frame and each segment counts the same */
    public Score plus(Score other) {
        SortedMap<String, Counts> labels = new TreeMap<>(byLabel);
        other.byLabel.forEach((label, counts) -> labels.merge(label, counts, Counts::plus));
        List<Match> all = new ArrayList<>(matches);
        all.addAll(other.matches);
        return new Score(
                frames + other.frames,
                right + other.right,
                shownRight + other.shownRight,
                changes.plus(other.changes),
                labels,
                all,
                clear.plus(other.clear));
    }

    public Counts segments() {
        return byLabel.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    /** @return the part of the frames whose best label is right; NaN without frames */
    public double accuracy() {
        return right / (double) frames;
    }

    /** @return the part of the frames for which the segments show the right label; NaN without frames */
    public double shownAccuracy() {
        return shownRight / (double) frames;
    }

    /** @return empty if nothing matches */
    public Optional<BoundaryError> starts() {
        return BoundaryError.of(matches.stream().map(Match::startError).toList());
    }

    /** @return empty if nothing matches */
    public Optional<BoundaryError> ends() {
        return BoundaryError.of(matches.stream().map(Match::endError).toList());
    }
}
