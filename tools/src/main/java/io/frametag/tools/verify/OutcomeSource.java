package io.frametag.tools.verify;

import io.frametag.tools.kafka.TopicsException;
import java.util.List;

/** Where outcomes are read. Which ones was settled when it was made: what is written later is not read. */
interface OutcomeSource {
    /**
     * Reads all outcomes, once.
     *
     * @param unreadable gets what does not say which input it answers
     */
    void read(Outcomes outcomes, Examples<Report.Unreadable> unreadable) throws TopicsException;

    /** @return where the labels are, for the report */
    String labels();

    String deadLetters();

    /** @return null if no shed frames were looked for */
    String shed();

    /** @return parts that could not be read yet */
    List<Report.HeldBack> heldBack();
}
