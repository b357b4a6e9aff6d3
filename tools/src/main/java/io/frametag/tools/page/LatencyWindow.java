package io.frametag.tools.page;

import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.Latency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The percentiles of each stage over the last seconds, to two digits. A difference of clocks that the job has flagged as
 * wrong is left out. Not thread-safe.
 */
final class LatencyWindow {
    private static final int DIGITS = 2;
    private static final long MOST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Map<String, SecondsRing<Histogram>> stages = new LinkedHashMap<>();

    /**
     * In milliseconds.
     *
     * @param stage as the command line calls it
     */
    record Percentiles(String stage, double p50, double p95, double p99) {}

    LatencyWindow(int seconds) {
        for (String stage : List.of("end to end", "queue wait", "decode", "preprocess", "inference")) {
            stages.put(stage, new SecondsRing<>(seconds, () -> new Histogram(DIGITS), Histogram::reset));
        }
    }

    void add(long second, ImageLabels labels) {
        Latency latency = labels.getLatency();
        if (!labels.getFlags().contains(Flag.CAPTURED_IN_FUTURE)) {
            record("end to end", second, latency.getCaptureToLabel());
        }
        if (!labels.getFlags().contains(Flag.SENT_IN_FUTURE)) {
            record("queue wait", second, latency.getQueueWait());
        }
        record("decode", second, latency.getDecode());
        record("preprocess", second, latency.getPreprocess());
        record("inference", second, latency.getInference());
    }

    private void record(String stage, long second, long micros) {
        // Any record may be in the topic, and a histogram grows with its largest value.
        stages.get(stage).at(second).recordValue(Math.max(0, Math.min(micros, MOST_MICROS)));
    }

    /** @return of each stage that has values */
    List<Percentiles> at(long second) {
        return stages.entrySet().stream()
                .map(stage -> percentiles(stage.getKey(), stage.getValue(), second))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Percentiles percentiles(String stage, SecondsRing<Histogram> ring, long second) {
        Histogram all = new Histogram(DIGITS);
        ring.visit(second, all::add);
        return all.getTotalCount() == 0
                ? null
                : new Percentiles(stage, millis(all, 50), millis(all, 95), millis(all, 99));
    }

    private static double millis(Histogram values, double percentile) {
        return values.getValueAtPercentile(percentile) / 1000.0;
    }
}
