package io.frametag.pipeline;

import io.frametag.pipeline.Outcome.Labelled;
import org.apache.flink.api.common.functions.FilterFunction;

/** Leaves labels out, and no other outcome, for a job that writes segments in their place. */
public final class WithoutLabels implements FilterFunction<Outcome> {
    @Override
    public boolean filter(Outcome outcome) {
        return !(outcome instanceof Labelled);
    }
}
