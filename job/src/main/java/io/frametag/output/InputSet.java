package io.frametag.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of inputs that fits into memory for archives of many millions: {@value #BYTES_A_BLOCK} bytes, in a table that is up to
 * three quarters full, for each {@value Long#SIZE} offsets in a row of a topic's partition or of an archive. An image file of its
 * own is such a block alone.
 *
 * <p>Names are kept as the first sixteen bytes of their SHA-256: two of ten billion blocks are the same with a probability of less
 * than 2<sup>-61</sup>, and nobody can make two that are.
 *
 * <p>Not thread-safe.
 */
final class InputSet {
    static final int BYTES_A_BLOCK = 3 * Long.BYTES;
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int MOST_CAPACITY = 1 << 30;

    private final MessageDigest sha256;
    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    /** A bit for each offset that is in the set; 0 where there is no block. */
    private long[] offsets = new long[FIRST_CAPACITY];

    private int blocks;
    private long size;

    /** What was looked for last: inputs come in runs. */
    private String topic;

    private int partition;
    private long block;
    private long blockHigh;
    private long blockLow;

    InputSet() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    /**
     * @param topic or a file's URI
     * @throws IllegalStateException if the set is full, at 800 million blocks
     */
    void add(String topic, int partition, long offset) {
        name(topic, partition, offset);
        if (blocks >= offsets.length / 4 * 3) {
            grow();
        }
        int slot = slot();
        if (offsets[slot] == 0) {
            high[slot] = blockHigh;
            low[slot] = blockLow;
            blocks++;
        }
        if ((offsets[slot] & bit(offset)) == 0) {
            offsets[slot] |= bit(offset);
            size++;
        }
    }

    boolean contains(String topic, int partition, long offset) {
        name(topic, partition, offset);
        return (offsets[slot()] & bit(offset)) != 0;
    }

    /** @return how many inputs are in the set */
    long size() {
        return size;
    }

    private static long bit(long offset) {
        return 1L << offset;
    }

    private void name(String topic, int partition, long offset) {
        long wanted = Math.floorDiv(offset, Long.SIZE);
        if (topic.equals(this.topic) && partition == this.partition && wanted == block) {
            return;
        }
        sha256.update(topic.getBytes(UTF_8));
        // Behind the name and of a fixed length: no two inputs give the same bytes.
        ByteBuffer behind = ByteBuffer.allocate(Integer.BYTES + Long.BYTES);
        ByteBuffer hash = ByteBuffer.wrap(
                sha256.digest(behind.putInt(partition).putLong(wanted).array()));
        this.topic = topic;
        this.partition = partition;
        block = wanted;
        blockHigh = hash.getLong();
        blockLow = hash.getLong();
    }

    /** @return where the block is, or would be */
    private int slot() {
        int mask = offsets.length - 1;
        int slot = (int) blockLow & mask;
        while (offsets[slot] != 0 && (high[slot] != blockHigh || low[slot] != blockLow)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        if (offsets.length == MOST_CAPACITY) {
            throw new IllegalStateException("More than 800 million files or runs of offsets have an outcome already.");
        }
        InputSet larger = new InputSet();
        larger.high = new long[offsets.length * 2];
        larger.low = new long[offsets.length * 2];
        larger.offsets = new long[offsets.length * 2];
        for (int old = 0; old < offsets.length; old++) {
            if (offsets[old] != 0) {
                larger.blockHigh = high[old];
                larger.blockLow = low[old];
                int slot = larger.slot();
                larger.high[slot] = high[old];
                larger.low[slot] = low[old];
                larger.offsets[slot] = offsets[old];
            }
        }
        high = larger.high;
        low = larger.low;
        offsets = larger.offsets;
    }
}
