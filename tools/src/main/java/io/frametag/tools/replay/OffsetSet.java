package io.frametag.tools.replay;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Offsets of one partition, a bit each in pages that are made when first written to: 8 KiB for 65,536 neighbours. */
final class OffsetSet {
    private static final int OFFSETS_A_PAGE = 1 << 16;

    private final Map<Long, BitSet> pages = new HashMap<>();

    /**
     * @param offset not negative
     * @return whether it is new
     */
    boolean add(long offset) {
        BitSet page = pages.computeIfAbsent(offset / OFFSETS_A_PAGE, number -> new BitSet());
        int bit = (int) (offset % OFFSETS_A_PAGE);
        boolean isNew = !page.get(bit);
        page.set(bit);
        return isNew;
    }

    boolean contains(long offset) {
        BitSet page = pages.get(offset / OFFSETS_A_PAGE);
        return page != null && page.get((int) (offset % OFFSETS_A_PAGE));
    }
}
