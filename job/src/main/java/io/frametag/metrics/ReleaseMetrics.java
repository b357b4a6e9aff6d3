package io.frametag.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What a task has to say of its model releases. Changed by the task's thread, read by the one that reports. */
public final class ReleaseMetrics {
    private final Counter swaps;
    private final Counter refused;
    private volatile long active = -1;
    private volatile long loadMillis;

    public ReleaseMetrics(MetricGroup parent) {
        MetricGroup group = parent.addGroup(MetricNames.GROUP);
        swaps = group.counter(MetricNames.MODEL_SWAPS);
        refused = group.counter(MetricNames.MODEL_RELEASES_REFUSED);
        group.<Long, Gauge<Long>>gauge(MetricNames.MODEL_RELEASE, () -> active);
        group.<Long, Gauge<Long>>gauge(MetricNames.MODEL_LOAD, () -> loadMillis);
    }

    /** @param millis for loading, checking and warming up */
    public void loaded(long millis) {
        loadMillis = millis;
    }

    public void active(long release) {
        active = release;
        swaps.inc();
    }

    public void refused() {
        refused.inc();
    }
}
