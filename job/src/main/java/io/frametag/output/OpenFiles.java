package io.frametag.output;

import java.io.Serializable;

/** How many files one task has open. The writers and what ends them share one. */
final class OpenFiles implements Serializable {
    private transient int count;

    void opened() {
        count++;
    }

    void ended() {
        count--;
    }

    int count() {
        return count;
    }
}
