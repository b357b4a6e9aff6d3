package io.frametag.frames.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Those true segments in which at least {@link QualityReport#ACCURATE} of the frames have the right label, and what was found
 * there: whatever is wrong with it is not the model's fault.
 */
final class ClearSegments {
    private ClearSegments() {}

    /**
     * @param truth of one stream, which covers all of its frames
     * @param found each counts where the true segment is that it shares most frames with; of several the first
     */
    static Counts count(StreamOutcome outcome, List<LabelSpan> truth, List<LabelSpan> found, List<Match> matches) {
        Set<LabelSpan> clear = new HashSet<>();
        for (LabelSpan span : truth) {
            if (accuracy(span, outcome) >= QualityReport.ACCURATE) {
                clear.add(span);
            }
        }
        return new Counts(
                clear.size(),
                (int) found.stream()
                        .filter(span -> clear.contains(around(span, truth)))
                        .count(),
                (int) matches.stream()
                        .filter(match -> clear.contains(match.truth()))
                        .count());
    }

    private static double accuracy(LabelSpan span, StreamOutcome outcome) {
        return Score.agreeing(
                        outcome.truth().subList(span.first(), span.last() + 1),
                        outcome.labels().subList(span.first(), span.last() + 1))
                / (double) span.length();
    }

    private static LabelSpan around(LabelSpan found, List<LabelSpan> truth) {
        LabelSpan most = truth.get(0);
        for (LabelSpan span : truth) {
            if (span.shared(found) > most.shared(found)) {
                most = span;
            }
        }
        return most;
    }
}
