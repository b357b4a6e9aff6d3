package io.frametag.files;

import io.frametag.metrics.MetricNames;
import java.util.function.Supplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What the enumerator has to say of how far it is. */
final class FileMetrics {
    private FileMetrics() {}

    static void register(MetricGroup parent, Supplier<FilesProgress> progress, Supplier<Census.Count> count) {
        MetricGroup group = parent.addGroup(MetricNames.GROUP);
        gauge(group, MetricNames.FILES_HANDED_OUT, () -> progress.get().files());
        gauge(group, MetricNames.FILE_BYTES_HANDED_OUT, () -> progress.get().bytes());
        gauge(group, MetricNames.FILES_IGNORED, () -> progress.get().ignored());
        gauge(group, MetricNames.FILES_FOUND, () -> count.get().files());
        gauge(group, MetricNames.FILE_BYTES_FOUND, () -> count.get().bytes());
        gauge(group, MetricNames.FILES_ALL_FOUND, () -> count.get().done() ? 1L : 0L);
    }

    private static void gauge(MetricGroup group, String name, Gauge<Long> value) {
        group.<Long, Gauge<Long>>gauge(name, value);
    }
}
