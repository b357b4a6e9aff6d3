package io.frametag.files;

import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** The first few names, in their order, of however many are shown. Holds no more than those. */
final class FirstNames {
    private final String after;
    private final int most;
    private final PriorityQueue<String> kept = new PriorityQueue<>(Collections.reverseOrder());
    private boolean dropped;

    /** @param after only names that sort behind this one; null for all */
    FirstNames(String after, int most) {
        this.after = after;
        this.most = most;
    }

    void show(String name) {
        if (after != null && name.compareTo(after) <= 0) {
            return;
        }
        kept.add(name);
        if (kept.size() > most) {
            kept.poll();
            dropped = true;
        }
    }

    List<String> sorted() {
        return kept.stream().sorted().toList();
    }

    /** Whether more were shown than are kept. */
    boolean moreFollow() {
        return dropped;
    }
}
