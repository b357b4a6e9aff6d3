package io.frametag.files;

import java.io.Serializable;

/**
 * How much a reader holds at a time. Three batches are held: one is on its way down the chain, one waits, and one is waiting for
 * the queue; and one block of a file that is compressed as a whole.
 *
 * @param maxImageBytes a larger image is refused before it is read
 * @param batchBytes a batch with so many bytes is full; its last record may go beyond that
 * @param blockBytes a larger block of an Avro or Parquet file is refused
 */
record ReadLimits(int maxImageBytes, long batchBytes, int blockBytes) implements Serializable {
    /** More at a time gains nothing, and drives the model's weights out of the processor's cache. */
    private static final long LARGEST_BATCH_BYTES = 2 << 20;
    /** Batches and the block share the heap that a source may take: two thirds and one. */
    private static final int BATCHES = 3;

    private static final int RECORD_OVERHEAD_BYTES = 64 << 10;

    /** @param bytesInFlight heap that one source subtask may hold; at least six times {@code maxImageBytes} */
    static ReadLimits of(int maxImageBytes, long bytesInFlight) {
        long third = bytesInFlight / 3;
        long batch = third * 2 / BATCHES - maxImageBytes - RECORD_OVERHEAD_BYTES;
        return new ReadLimits(maxImageBytes, Math.max(0, Math.min(batch, LARGEST_BATCH_BYTES)), (int)
                Math.min(third, Integer.MAX_VALUE - 8));
    }
}
