package io.frametag.pipeline;

import io.frametag.metrics.Histograms;
import io.frametag.metrics.MetricNames;
import io.frametag.metrics.OutcomeCounters;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.Outcome.Shed;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is measured of outcomes on their way out, whichever way that is. */
public final class OutcomeMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeMetrics.class);

    private final OutcomeCounters<RejectReason> counters;
    private final Histogram captureToLabel;

    /** @param operator of whoever writes outcomes */
    public OutcomeMetrics(MetricGroup operator) {
        this.counters = new OutcomeCounters<>(operator, RejectReason.class);
        this.captureToLabel = Histograms.register(operator, MetricNames.CAPTURE_TO_LABEL);
    }

    /** @param nowMicros wall clock, microseconds since the epoch */
    public void count(Outcome outcome, long nowMicros) {
        if (outcome instanceof Labelled labelled) {
            counters.labelled();
            captureToLabel.update(
                    Math.max(0, Clock.wallMicrosBetween(labelled.frame().capturedAtMicros(), nowMicros)));
        } else if (outcome instanceof Rejected rejected) {
            counters.rejected(rejected.reason());
            if (LOG.isDebugEnabled()) {
                LOG.debug("Rejected {}: {}: {}", rejected.origin().withStream(), rejected.reason(), rejected.message());
            }
        } else if (outcome instanceof Shed) {
            counters.shed();
        }
    }
}
