package io.frametag.tools.verify;

import java.util.stream.LongStream;

/** Counts inputs by their answer. */
final class Tally {
    private final long[] counts = new long[Answer.values().length];

    void add(Answer answer) {
        counts[answer.bits()]++;
    }

    private long of(Answer answer) {
        return counts[answer.bits()];
    }

    Report.Counts amongTheAdded() {
        return among(LongStream.of(counts).sum());
    }

    /** @param inputs how many there are altogether, with those that were never added */
    Report.Counts among(long inputs) {
        long answered = of(Answer.LABEL) + of(Answer.DEAD_LETTER) + of(Answer.SHED) + of(Answer.MANY);
        return new Report.Counts(
                inputs, of(Answer.LABEL), of(Answer.DEAD_LETTER), of(Answer.SHED), of(Answer.MANY), inputs - answered);
    }
}
