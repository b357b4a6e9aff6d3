package io.frametag.output;

import io.frametag.pipeline.Clock;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.OutcomeMetrics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Measures outcomes right before they are written, since Flink's file sink has no place for metrics of one's own. */
final class CountOutcomes extends RichMapFunction<Outcome, Outcome> {
    private final Clock clock;
    private transient OutcomeMetrics metrics;

    CountOutcomes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) {
        metrics = new OutcomeMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public Outcome map(Outcome outcome) {
        metrics.count(outcome, clock.wallMicros());
        return outcome;
    }
}
