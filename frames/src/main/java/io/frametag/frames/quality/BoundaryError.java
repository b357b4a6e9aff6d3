package io.frametag.frames.quality;

import java.util.List;
import java.util.Optional;

/**
 * By how many frames boundaries are off. Percentiles are by nearest rank, and of the sizes alone: too early is as bad as too
 * late.
 *
 * @param mean with its sign: above 0 is late
 */
public record BoundaryError(int median, int p95, int most, double mean) {

    /** @param errors above 0 if late; without any there is no error */
    static Optional<BoundaryError> of(List<Integer> errors) {
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> sizes = errors.stream().map(Math::abs).sorted().toList();
        double mean = errors.stream().mapToInt(Integer::intValue).average().orElseThrow();
        return Optional.of(
                new BoundaryError(percentile(sizes, 50), percentile(sizes, 95), percentile(sizes, 100), mean));
    }

    private static int percentile(List<Integer> sorted, int percent) {
        int rank = (percent * sorted.size() + 99) / 100;
        return sorted.get(rank - 1);
    }
}
