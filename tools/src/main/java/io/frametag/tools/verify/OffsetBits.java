package io.frametag.tools.verify;

/**
 * One bit for each offset of a ledger, in pages that are made when first written to.
 *
 * <p>Not thread-safe.
 */
final class OffsetBits {
    private static final int BITS_A_PAGE = OutcomeLedger.OFFSETS_A_PAGE;
    private static final int BYTES_A_PAGE = BITS_A_PAGE / Byte.SIZE;

    private final MemoryBudget budget;
    private final long[][] pages;

    /** @throws VerificationException if even without a page it is more than the budget */
    OffsetBits(int pages, MemoryBudget budget) throws VerificationException {
        budget.take((long) pages * Long.BYTES);
        this.budget = budget;
        this.pages = new long[pages][];
    }

    /** @throws VerificationException if the budget is used up */
    void set(long index) throws VerificationException {
        int page = (int) (index / BITS_A_PAGE);
        if (pages[page] == null) {
            budget.take(BYTES_A_PAGE);
            pages[page] = new long[BITS_A_PAGE / Long.SIZE];
        }
        pages[page][word(index)] |= 1L << index;
    }

    boolean get(long index) {
        long[] page = pages[(int) (index / BITS_A_PAGE)];
        return page != null && (page[word(index)] >>> index & 1) == 1;
    }

    /** @return the first bit that is set, from {@code from} to before {@code until}; {@code until} if there is none */
    long next(long from, long until) {
        long index = from;
        while (index < until) {
            long[] page = pages[(int) (index / BITS_A_PAGE)];
            long rest = page == null ? 0 : page[word(index)] >>> index;
            if (rest != 0) {
                return Math.min(until, index + Long.numberOfTrailingZeros(rest));
            }
            int step = page == null ? BITS_A_PAGE : Long.SIZE;
            index += step - index % step;
        }
        return until;
    }

    private static int word(long index) {
        return (int) (index % BITS_A_PAGE) / Long.SIZE;
    }
}
