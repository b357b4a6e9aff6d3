package io.frametag.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What a task has to say of its streams' segments. Holds one number for each stream that has an open one. */
public final class SegmentMetrics {
    private final Counter opened;
    private final Counter closed;
    private final Counter late;
    private final Map<String, Integer> openByStream = new HashMap<>();
    /** Read by the thread that reports. */
    private final AtomicInteger open = new AtomicInteger();

    public SegmentMetrics(MetricGroup parent) {
        MetricGroup group = parent.addGroup(MetricNames.GROUP);
        opened = group.counter(MetricNames.SEGMENTS_OPENED);
        closed = group.counter(MetricNames.SEGMENTS_CLOSED);
        late = group.counter(MetricNames.LATE_FRAMES);
        group.<Integer, Gauge<Integer>>gauge(MetricNames.SEGMENTS_OPEN, open::get);
    }

    public void opened() {
        opened.inc();
    }

    public void closed() {
        closed.inc();
    }

    public void late() {
        late.inc();
    }

    /** @param segments that are open in the stream now */
    public void open(String streamId, int segments) {
        Integer before = segments == 0 ? openByStream.remove(streamId) : openByStream.put(streamId, segments);
        open.addAndGet(segments - (before == null ? 0 : before));
    }
}
