package io.frametag.bench.fidelity;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.report.Spread;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Says how far the fast decoding is from the exact one, and which of the two is nearer to resizes that count every pixel. */
final class FastVerdict {
    /** Steps of 255. */
    private static final double NEAR = 1.0;

    private FastVerdict() {}

    /** @param resize what the photos were resized to, and how */
    static String distance(String resize, FrameSize size, Distances fast) {
        Spread spread = Spread.of(fast.fromExact());
        long within =
                fast.fromExact().stream().filter(distance -> distance <= NEAR).count();
        return String.format(
                Locale.ROOT,
                "At %s, resized to %s, FAST is within %.1f of 255 of EXACT on %d of %d photos (median %.2f, largest %.2f).",
                size.text(),
                resize,
                NEAR,
                within,
                fast.fromExact().size(),
                spread.median(),
                spread.max());
    }

    static String nearer(Distances fast, Distances exact) {
        return "FAST is nearer than EXACT to an antialiased linear resize on "
                + nearer(fast.fromAntialiased(), exact.fromAntialiased()) + " of them, to an area average on "
                + nearer(fast.fromArea(), exact.fromArea()) + ".";
    }

    private static long nearer(List<Double> ones, List<Double> others) {
        return IntStream.range(0, ones.size())
                .filter(i -> ones.get(i) < others.get(i))
                .count();
    }
}
