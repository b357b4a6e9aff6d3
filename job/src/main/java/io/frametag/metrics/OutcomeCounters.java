package io.frametag.metrics;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts labelled and shed records, and rejected ones by reason. All counters are there from the start, so that a dashboard shows
 * zeros and not gaps.
 *
 * @param <R> the reasons
 */
public final class OutcomeCounters<R extends Enum<R>> {
    private final Counter labelled;
    private final Counter shed;
    private final Map<R, Counter> rejected;

    public OutcomeCounters(MetricGroup parent, Class<R> reasons) {
        MetricGroup group = parent.addGroup(MetricNames.GROUP);
        this.labelled = group.counter(MetricNames.LABELLED);
        this.shed = group.counter(MetricNames.SHED);
        this.rejected = new EnumMap<>(reasons);
        for (R reason : reasons.getEnumConstants()) {
            rejected.put(
                    reason, group.addGroup(MetricNames.REASON, reason.name()).counter(MetricNames.REJECTED));
        }
    }

    public void labelled() {
        labelled.inc();
    }

    public void shed() {
        shed.inc();
    }

    public void rejected(R reason) {
        rejected.get(reason).inc();
    }
}
