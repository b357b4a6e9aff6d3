package io.frametag.tools.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One value for each of the last seconds; older ones are used again. Not thread-safe.
 *
 * @param <T> something that can be emptied
 */
final class SecondsRing<T> {
    private final List<T> values = new ArrayList<>();
    private final long[] seconds;
    private final Consumer<T> empty;

    SecondsRing(int length, Supplier<T> fresh, Consumer<T> empty) {
        this.empty = empty;
        this.seconds = new long[length];
        Arrays.fill(seconds, Long.MIN_VALUE);
        for (int i = 0; i < length; i++) {
            values.add(fresh.get());
        }
    }

    int length() {
        return seconds.length;
    }

    /** @return the second's value, empty if it is the first time */
    T at(long second) {
        int slot = Math.floorMod(second, seconds.length);
        if (seconds[slot] != second) {
            empty.accept(values.get(slot));
            seconds[slot] = second;
        }
        return values.get(slot);
    }

    /** Visits the values of this second and of those before it, as many as there is room for, in no order. */
    void visit(long second, Consumer<T> visitor) {
        for (int slot = 0; slot < seconds.length; slot++) {
            if (seconds[slot] <= second && seconds[slot] > second - seconds.length) {
                visitor.accept(values.get(slot));
            }
        }
    }
}
