package io.frametag.hostile.soak;

import java.util.Locale;
import java.util.function.ToLongFunction;

/** Something that must not grow, and how much it may differ between the second quarter of a run and the last. */
@SuppressWarnings("ImmutableEnumChecker") // references to methods have no state
public enum Quantity {
    /** Classes that are loaded late, and Flink's own histories of checkpoints and metrics, which are bounded. */
    LIVE_HEAP("heap in use after a full collection", Unit.MEBIBYTES, 0.05, 4L << 20, Sample::liveHeapBytes),
    /** Besides, the C library's arenas and the JIT compiler's code. */
    RESIDENT("resident memory of the process", Unit.MEBIBYTES, 0.05, 0, Sample::residentBytes),
    NATIVE_HANDLES("native handles open", Unit.PIECES, 0, 0, Sample::nativeHandles),
    OPEN_FILES("files open", Unit.PIECES, 0, 4, Sample::openFiles),
    THREADS("threads", Unit.PIECES, 0, 4, Sample::threads);

    private enum Unit {
        MEBIBYTES,
        PIECES
    }

    private final String title;
    private final Unit unit;
    private final double share;
    private final long least;
    private final ToLongFunction<Sample> value;

    Quantity(String title, Unit unit, double share, long least, ToLongFunction<Sample> value) {
        this.title = title;
        this.unit = unit;
        this.share = share;
        this.least = least;
        this.value = value;
    }

    String title() {
        return title;
    }

    long of(Sample sample) {
        return value.applyAsLong(sample);
    }

    /** @return how much more the last quarter may have than the second */
    long tolerance(long second) {
        return Math.max(least, (long) (second * share));
    }

    /** @return a number of it for people */
    String text(long amount) {
        return unit == Unit.PIECES
                ? Long.toString(amount)
                : String.format(Locale.ROOT, "%.1f MiB", amount / (double) (1 << 20));
    }
}
