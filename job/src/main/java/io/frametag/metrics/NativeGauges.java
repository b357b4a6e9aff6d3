package io.frametag.metrics;

import io.frametag.natives.NativeHandles;
import io.frametag.natives.ProcessMemory;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Registers what is held outside of the Java heap. The values are the process's: of several tasks in one process each
 * reports the same, so that a dashboard takes their maximum by process, not their sum.
 */
public final class NativeGauges {
    private NativeGauges() {}

    public static void register(MetricGroup parent) {
        MetricGroup group = parent.addGroup(MetricNames.GROUP);
        group.<Long, Gauge<Long>>gauge(MetricNames.NATIVE_HANDLES, NativeHandles::total);
        group.<Long, Gauge<Long>>gauge(MetricNames.PROCESS_LIMIT, ProcessMemory::limitBytes);
        if (ProcessMemory.residentBytes().isPresent()) {
            group.<Long, Gauge<Long>>gauge(
                    MetricNames.PROCESS_RESIDENT,
                    () -> ProcessMemory.residentBytes().orElse(0));
        }
    }
}
