package io.frametag.metrics;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Registers the job's histograms; each keeps the last {@value #WINDOW} values. */
public final class Histograms {
    private static final int WINDOW = 1024;

    private Histograms() {}

    public static Histogram register(MetricGroup group, String name) {
        return group.addGroup(MetricNames.GROUP).histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
    }
}
