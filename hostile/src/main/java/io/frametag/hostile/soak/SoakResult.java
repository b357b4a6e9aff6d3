package io.frametag.hostile.soak;

import io.frametag.hostile.cluster.MemoryPlan;
import java.util.Arrays;
import java.util.List;

/**
 * What a soak showed.
 *
 * @param peakBytes the most that the TaskManager ever had in memory
 * @param troubles a sentence for each thing that went wrong on the way; what grew is told by {@link #trends}
 */
public record SoakResult(
        long events,
        long labelled,
        long rejected,
        double seconds,
        MemoryPlan memory,
        long peakBytes,
        List<Sample> samples,
        List<String> troubles) {
    public SoakResult {
        samples = List.copyOf(samples);
        troubles = List.copyOf(troubles);
    }

    /** @return none if it was over before anything could be said */
    List<Trend> trends() {
        return samples.size() < Trend.LEAST_SAMPLES
                ? List.of()
                : Arrays.stream(Quantity.values())
                        .map(quantity -> Trend.of(quantity, samples))
                        .toList();
    }

    public boolean sound() {
        return troubles.isEmpty() && !trends().isEmpty() && trends().stream().allMatch(Trend::flat);
    }
}
