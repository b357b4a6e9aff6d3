package io.frametag.bench.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Samples by layer. */
final class StackSamples {
    private final Map<Layer, Long> samples = new LinkedHashMap<>();
    private final double millis;
    private long all;

    private StackSamples(double millis) {
        this.millis = millis;
        Layer.ALL.forEach(layer -> samples.put(layer, 0L));
    }

    /**
     * @param collapsed one line a stack, {@code [thread];outermost;..;innermost samples}
     * @param millis of CPU time that a frame took meanwhile
     */
    static StackSamples read(Path collapsed, double millis) throws IOException {
        StackSamples result = new StackSamples(millis);
        for (String line : Files.readAllLines(collapsed)) {
            int space = line.lastIndexOf(' ');
            result.add(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
        }
        return result;
    }

    private void add(String stack, long count) {
        all += count;
        for (Layer layer : Layer.ALL) {
            if (layer.has(stack)) {
                samples.merge(layer, count, Long::sum);
                return;
            }
        }
    }

    /** @return from 0 to 1 */
    double share(Layer layer) {
        return samples.get(layer) / (double) all;
    }

    /** @return CPU milliseconds of a frame */
    double millis(Layer layer) {
        return share(layer) * millis;
    }

    /** @return CPU milliseconds of a frame, all layers */
    double millis() {
        return millis;
    }

    /** @return the share of all that the plain loop does too */
    double usefulShare() {
        return Layer.ALL.stream().filter(Layer::useful).mapToDouble(this::share).sum();
    }
}
