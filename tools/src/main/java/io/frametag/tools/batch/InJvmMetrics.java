package io.frametag.tools.batch;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Flink's metrics, for whoever shares its JVM: a reporter that keeps the metrics themselves. Flink makes it by name; all that it
 * makes share one collection, since it gives nobody the instance. Thread-safe.
 */
public final class InJvmMetrics implements MetricReporter {
    private static final Map<Metric, String> METRICS = new ConcurrentHashMap<>();

    /** As Flink's configuration names it. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new InJvmMetrics();
        }
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        METRICS.put(metric, name);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        METRICS.remove(metric);
    }

    /** @return the sum of all metrics of a name */
    static long sum(String name) {
        return METRICS.entrySet().stream()
                .filter(metric -> metric.getValue().equals(name))
                .mapToLong(metric -> value(metric.getKey()))
                .sum();
    }

    private static long value(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number ? number.longValue() : 0;
    }
}
