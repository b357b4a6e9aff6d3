package io.frametag.tools.page;

import java.util.List;

/**
 * What the job said of one frame.
 *
 * @param labels best first; empty if it has none
 * @param rejected the reason, or null
 * @param shed whether it was older than the deadline
 */
record Answer(List<Score> labels, String rejected, boolean shed) {
    static final Answer SHED = new Answer(List.of(), null, true);
    /** The labels that a page has room for. */
    static final int TOP = 3;

    /** @param score 0 to 1 */
    record Score(String name, float score) {}

    static Answer labelled(List<Score> labels) {
        return new Answer(labels.stream().limit(TOP).toList(), null, false);
    }

    static Answer rejected(String reason) {
        return new Answer(List.of(), reason, false);
    }
}
