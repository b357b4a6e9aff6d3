package io.frametag.tools.verify;

import java.util.ArrayList;
import java.util.List;

/** Counts what it is given and keeps the first few. */
final class Examples<T> {
    private final int kept;
    private final List<T> first = new ArrayList<>();
    private long count;

    /** @param kept how many to keep at most */
    Examples(int kept) {
        this.kept = kept;
    }

    void add(T example) {
        count++;
        if (first.size() < kept) {
            first.add(example);
        }
    }

    Report.Listing<T> listing() {
        return new Report.Listing<>(count, List.copyOf(first));
    }
}
