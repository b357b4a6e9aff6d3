package io.frametag.tools;

import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.Latency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The percentiles of each stage, to four digits. A difference of clocks that the job has flagged as wrong is left out.
 */
final class LatencySummary {
    private static final double[] PERCENTILES = {50, 95, 99};
    private static final int DIGITS = 4;

    private final Map<String, Histogram> stages = new LinkedHashMap<>();

    LatencySummary() {
        for (String stage : new String[] {"end to end", "queue wait", "decode", "preprocess", "inference"}) {
            stages.put(stage, new Histogram(DIGITS));
        }
    }

    void add(ImageLabels labels) {
        Latency latency = labels.getLatency();
        if (!labels.getFlags().contains(Flag.CAPTURED_IN_FUTURE)) {
            record("end to end", latency.getCaptureToLabel());
        }
        if (!labels.getFlags().contains(Flag.SENT_IN_FUTURE)) {
            record("queue wait", latency.getQueueWait());
        }
        record("decode", latency.getDecode());
        record("preprocess", latency.getPreprocess());
        record("inference", latency.getInference());
    }

    private void record(String stage, long micros) {
        stages.get(stage).recordValue(micros);
    }

    /** @return one line for each stage that has values, in milliseconds, under a heading; nothing if none has */
    String render() {
        if (stages.values().stream().allMatch(values -> values.getTotalCount() == 0)) {
            return "";
        }
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%-12s%9s%9s%9s%n", "ms", "p50", "p95", "p99"));
        stages.forEach((stage, values) -> {
            if (values.getTotalCount() > 0) {
                text.append(String.format(Locale.ROOT, "%-12s", stage));
                for (double percentile : PERCENTILES) {
                    text.append(String.format(Locale.ROOT, "%9.2f", values.getValueAtPercentile(percentile) / 1000.0));
                }
                text.append(System.lineSeparator());
            }
        });
        return text.toString();
    }
}
