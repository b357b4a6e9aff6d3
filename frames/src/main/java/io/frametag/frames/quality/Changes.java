package io.frametag.frames.quality;

import java.util.List;

/** How often a label changes from one frame to the next. */
public record Changes(int truth, int labels, int segments) {
    public static final Changes NONE = new Changes(0, 0, 0);

    static Changes of(StreamOutcome outcome, List<String> shown) {
        return new Changes(in(outcome.truth()), in(outcome.labels()), in(shown));
    }

    /** @param labels one a frame */
    static int in(List<String> labels) {
        return labels.isEmpty() ? 0 : LabelSpan.of(labels).size() - 1;
    }

    public Changes plus(Changes other) {
        return new Changes(truth + other.truth, labels + other.labels, segments + other.segments);
    }
}
