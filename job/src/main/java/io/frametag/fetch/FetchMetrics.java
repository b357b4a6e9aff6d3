package io.frametag.fetch;

import io.frametag.metrics.Histograms;
import io.frametag.metrics.MetricNames;
import io.frametag.pipeline.Attachment;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** Of the task's own thread. */
final class FetchMetrics {
    private final Counter fetched;
    private final Counter failed;
    private final Counter bytes;
    private final Histogram micros;

    FetchMetrics(MetricGroup parent) {
        MetricGroup group = parent.addGroup(MetricNames.GROUP);
        fetched = group.counter(MetricNames.FETCHED);
        failed = group.counter(MetricNames.FETCH_FAILED);
        bytes = group.counter(MetricNames.FETCHED_BYTES);
        micros = Histograms.register(parent, MetricNames.FETCH);
    }

    void ended(Attachment attachment, long tookMicros) {
        if (attachment.payload() == null) {
            failed.inc();
        } else {
            fetched.inc();
            bytes.inc(attachment.payload().length);
        }
        micros.update(tookMicros);
    }
}
