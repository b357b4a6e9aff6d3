package io.frametag.tools.verify;

import io.frametag.tools.kafka.OffsetRange;

/**
 * One {@link Answer} for each offset of a range: what one run made of one partition.
 *
 * <p>Two bits an offset, and a third in pages where a frame was shed, in pages that are made when first written to. Runs that answered different parts of a range
 * therefore share the memory of one run. A page is 16 KiB and the reference to it 4 or 8 bytes, which adds 0.05 %.
 *
 * <p>Not thread-safe.
 */
final class OutcomeLedger {
    static final int OFFSETS_A_PAGE = 1 << 16;
    private static final int OFFSETS_A_WORD = Long.SIZE / 2;

    private final OffsetRange range;
    private final MemoryBudget budget;
    private final long[][] pages;
    /** Null until the first: few runs shed anything. */
    private OffsetBits shed;

    /** @throws VerificationException if even the empty ledger is more than the budget */
    OutcomeLedger(OffsetRange range, MemoryBudget budget) throws VerificationException {
        long pageCount = ceilDiv(range.size(), OFFSETS_A_PAGE);
        budget.take(pageCount * Long.BYTES);
        this.range = range;
        this.budget = budget;
        this.pages = new long[Math.toIntExact(pageCount)][];
    }

    /**
     * Adds an outcome.
     *
     * @param offset within the range
     * @throws VerificationException if the budget is used up
     */
    void record(long offset, Outcome.Kind kind) throws VerificationException {
        long index = index(offset);
        Answer answer = answer(offset).and(kind);
        if (answer == Answer.SHED) {
            if (shed == null) {
                shed = new OffsetBits(pages.length, budget);
            }
            shed.set(index);
            return;
        }
        int shift = shift(index);
        long[] page = pageToWrite(index);
        int word = word(index);
        page[word] = (page[word] & ~(3L << shift)) | ((long) answer.bits() << shift);
    }

    /** @param offset within the range */
    Answer answer(long offset) {
        long index = index(offset);
        long[] page = pages[page(index)];
        Answer answer = page == null ? Answer.NONE : Answer.ofBits((int) (page[word(index)] >>> shift(index)) & 3);
        // The bit stays when a second outcome makes it many.
        return answer == Answer.NONE && shed != null && shed.get(index) ? Answer.SHED : answer;
    }

    /**
     * The first offset with an outcome.
     *
     * @param from where to begin, within the range or at its end
     * @param until where to stop, not beyond the range
     * @return {@code until} if there is none before it
     */
    long nextAnswered(long from, long until) {
        long next = nextInPages(from, until);
        return shed == null || next == from ? next : range.from() + shed.next(from - range.from(), next - range.from());
    }

    private long nextInPages(long from, long until) {
        long offset = from;
        while (offset < until) {
            long index = index(offset);
            long[] page = pages[page(index)];
            long rest = page == null ? 0 : page[word(index)] >>> shift(index);
            if (rest != 0) {
                return Math.min(until, offset + Long.numberOfTrailingZeros(rest) / 2);
            }
            int step = page == null ? OFFSETS_A_PAGE : OFFSETS_A_WORD;
            offset += step - index % step;
        }
        return until;
    }

    private long[] pageToWrite(long index) throws VerificationException {
        int page = page(index);
        if (pages[page] == null) {
            long offsets = Math.min(OFFSETS_A_PAGE, range.size() - (long) page * OFFSETS_A_PAGE);
            int words = (int) ceilDiv(offsets, OFFSETS_A_WORD);
            budget.take((long) words * Long.BYTES);
            pages[page] = new long[words];
        }
        return pages[page];
    }

    private long index(long offset) {
        if (!range.contains(offset)) {
            throw new IndexOutOfBoundsException("Offset " + offset + " is not in " + range);
        }
        return offset - range.from();
    }

    private static int page(long index) {
        return (int) (index / OFFSETS_A_PAGE);
    }

    private static int word(long index) {
        return (int) (index % OFFSETS_A_PAGE) / OFFSETS_A_WORD;
    }

    private static int shift(long index) {
        return (int) (index % OFFSETS_A_WORD) * 2;
    }

    private static long ceilDiv(long dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
