package io.frametag.bench.stage;

import java.util.List;

/** Goes over some things again and again. */
final class Round<T> {
    private final List<T> things;
    private int next;

    Round(List<T> things) {
        this.things = things;
    }

    T next() {
        T thing = things.get(next);
        next = next + 1 == things.size() ? 0 : next + 1;
        return thing;
    }
}
