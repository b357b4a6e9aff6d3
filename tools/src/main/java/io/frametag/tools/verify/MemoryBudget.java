package io.frametag.tools.verify;

/** The bytes that all ledgers of a verification may take together, so that the limit is a sentence and not a crash. */
final class MemoryBudget {
    private final long limit;
    private long used;

    MemoryBudget(long limitBytes) {
        this.limit = limitBytes;
    }

    /** Half of the heap: the other half is for what Kafka's client has fetched. */
    static MemoryBudget halfOfTheHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2);
    }

    /** @throws VerificationException if it would be more than the limit; nothing is taken then */
    void take(long bytes) throws VerificationException {
        if (used + bytes > limit) {
            throw new VerificationException("The inputs and the runs over them need more than the "
                    + (limit >> 20)
                    + " MiB that half of this heap is: name one run with --run-id, narrow the range with --from and"
                    + " --until or the inputs with --input-files, or give Java more memory (-Xmx).");
        }
        used += bytes;
    }

    long used() {
        return used;
    }
}
