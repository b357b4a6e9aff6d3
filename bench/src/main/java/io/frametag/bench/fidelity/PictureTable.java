package io.frametag.bench.fidelity;

import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Distances of pictures, and what they cost: a row for each rule of reduction. */
final class PictureTable {
    private final List<List<String>> rows = new ArrayList<>();

    void add(String resize, FrameSize size, Map<Reduction, Distances> distances, Map<Reduction, ReductionTimes> times) {
        distances.forEach((reduction, own) -> rows.add(List.of(
                resize,
                size.text(),
                reduction.name(),
                text(own.fromExact()),
                text(own.fromArea()),
                text(own.fromAntialiased()),
                times.get(reduction).decode().text(2),
                times.get(reduction).picture().text(2))));
    }

    Table table() {
        return new Table(
                "Mean |Δ| of the model-sized RGB in steps of 255: median over the photos (largest). Milliseconds are"
                        + " OpenCV's alone.",
                List.of(
                        "resize",
                        "frame",
                        "decoded",
                        "from EXACT",
                        "from an area average",
                        "from antialiased linear",
                        "decode, ms",
                        "decode, resize, crop, ms"),
                List.copyOf(rows));
    }

    private static String text(List<Double> distances) {
        Spread spread = Spread.of(distances);
        return String.format(Locale.ROOT, "%.2f (%.2f)", spread.median(), spread.max());
    }
}
