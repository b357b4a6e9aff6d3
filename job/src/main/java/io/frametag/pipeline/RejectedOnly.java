package io.frametag.pipeline;

import io.frametag.pipeline.Outcome.Rejected;
import org.apache.flink.api.common.functions.FilterFunction;

/** Leaves labels out, for a job that writes segments in their place. */
public final class RejectedOnly implements FilterFunction<Outcome> {
    @Override
    public boolean filter(Outcome outcome) {
        return outcome instanceof Rejected;
    }
}
