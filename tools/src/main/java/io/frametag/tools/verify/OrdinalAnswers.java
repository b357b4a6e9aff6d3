package io.frametag.tools.verify;

import java.util.Arrays;

/** Answers for the inputs of one file with many of them, four bits each; as long as the highest that has one. */
final class OrdinalAnswers {
    static final int BITS = 4;
    private static final int ANSWERS_A_WORD = Long.SIZE / BITS;
    private static final int OBJECT_BYTES = 48;
    /** Of an array. */
    private static final int MOST_WORDS = Integer.MAX_VALUE - 8;

    private final MemoryBudget budget;
    private long[] words = {};

    /** @throws VerificationException if the budget is used up */
    OrdinalAnswers(MemoryBudget budget) throws VerificationException {
        budget.take(OBJECT_BYTES);
        this.budget = budget;
    }

    /** @throws VerificationException if the budget is used up */
    void record(long ordinal, Outcome.Kind kind) throws VerificationException {
        put(ordinal, answer(ordinal).and(kind));
    }

    /** @throws VerificationException if the budget is used up */
    void put(long ordinal, Answer answer) throws VerificationException {
        int word = Math.toIntExact(ordinal / ANSWERS_A_WORD);
        if (word >= words.length) {
            int length = (int) Math.min(MOST_WORDS, Math.max(word + 1L, words.length * 2L));
            budget.take((long) (length - words.length) * Long.BYTES);
            words = Arrays.copyOf(words, length);
        }
        words[word] = with(words[word], (int) (ordinal % ANSWERS_A_WORD), answer);
    }

    Answer answer(long ordinal) {
        long word = ordinal / ANSWERS_A_WORD;
        return word >= words.length ? Answer.NONE : answer(words[(int) word], (int) (ordinal % ANSWERS_A_WORD));
    }

    /** @return one more than the highest ordinal that there could be an answer of */
    long size() {
        return (long) words.length * ANSWERS_A_WORD;
    }

    /** @return the highest ordinal that can have an answer */
    static long highestOrdinal() {
        return (long) MOST_WORDS * ANSWERS_A_WORD - 1;
    }

    static Answer answer(long word, int place) {
        int bits = (int) (word >>> (place * BITS)) & ((1 << BITS) - 1);
        return bits == Answer.SHED.bits() ? Answer.SHED : Answer.ofBits(bits);
    }

    static long with(long word, int place, Answer answer) {
        int shift = place * BITS;
        return (word & ~(((1L << BITS) - 1) << shift)) | ((long) answer.bits() << shift);
    }
}
