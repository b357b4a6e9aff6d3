package io.frametag.hostile.campaign;

import java.util.Set;

/** What became of one record. */
sealed interface Answer {
    /**
     * A label.
     *
     * @param label the best
     * @param flags what a reader should know before it trusts it
     */
    record Labelled(String label, float score, Set<String> flags) implements Answer {}

    /** A dead letter. */
    record Rejected(String reason) implements Answer {}
}
