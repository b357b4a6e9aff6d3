package io.frametag.hostile.soak;

import io.frametag.bench.report.Chart;
import io.frametag.bench.report.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** A soak's result in Markdown, as a chart, and in a few lines. */
public final class SoakReport {
    private static final double MEBIBYTE = 1 << 20;

    private SoakReport() {}

    /** @return memory over the events */
    public static Chart chart(SoakResult result) {
        return new Chart(
                "soak-memory",
                "Memory of the TaskManager",
                "events answered, thousands",
                "MiB",
                Chart.Kind.LINES,
                List.of(
                        series("resident", result, Sample::residentBytes),
                        series("heap after a full collection", result, Sample::liveHeapBytes)));
    }

    private static Series series(String name, SoakResult result, ToLongFunction<Sample> value) {
        return new Series(
                name,
                result.samples().stream().map(sample -> sample.events() / 1e3).toList(),
                result.samples().stream()
                        .map(sample -> value.applyAsLong(sample) / MEBIBYTE)
                        .toList(),
                List.of());
    }

    /**
     * @param machine where and with what it was measured
     * @param picture path of the chart, as seen from the page
     */
    public static String markdown(SoakResult result, String machine, String picture) {
        StringBuilder text =
                new StringBuilder("| held by the TaskManager, median | second quarter | last quarter | may grow by"
                        + " |\n| --- | ---: | ---: | ---: |\n");
        for (Trend trend : result.trends()) {
            Quantity quantity = trend.quantity();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s |%n",
                    quantity.title(),
                    quantity.text(trend.second()),
                    quantity.text(trend.last()),
                    quantity == Quantity.NATIVE_HANDLES
                            ? "nothing, at no time"
                            : quantity.text(quantity.tolerance(trend.second()))));
        }
        return text.append("\n![Memory of the TaskManager over the events](")
                .append(picture)
                .append(")\n\n")
                .append(String.format(
                        Locale.ROOT,
                        "%,d events in %,.0f s (%,.0f a second, pauses for the %d samples included): %,d labelled, %,d"
                                + " rejected, each once; no restart. The TaskManager may have %s, and had %,d MiB at most."
                                + " %s.%n",
                        result.events(),
                        result.seconds(),
                        result.events() / result.seconds(),
                        result.samples().size(),
                        result.labelled(),
                        result.rejected(),
                        result.memory(),
                        result.peakBytes() >> 20,
                        machine))
                .toString();
    }

    /** @return whether all is well, and what is not, a line each */
    public static String verdict(SoakResult result) {
        List<String> lines = new ArrayList<>(result.troubles());
        if (result.trends().isEmpty()) {
            lines.add("Too few samples to say anything: " + result.samples().size() + ".");
        }
        for (Trend trend : result.trends()) {
            if (!trend.flat()) {
                lines.add(trend.quantity().title() + " is not flat: "
                        + trend.quantity().text(trend.second()) + " in the second quarter, "
                        + trend.quantity().text(trend.last()) + " in the last"
                        + (trend.quantity() == Quantity.NATIVE_HANDLES
                                ? ", and it must be the same all the time."
                                : "."));
            }
        }
        return lines.isEmpty() ? "Sound: flat at the end.\n" : "Not sound:\n- " + String.join("\n- ", lines) + "\n";
    }
}
