package io.frametag.bench.stage;

import io.frametag.bench.frames.FrameSize;
import java.util.Map;

/**
 * One benchmark with the parameters it is run with.
 *
 * @param benchmark class and method
 */
record Stage(String benchmark, Map<String, String> parameters) {
    static Stage of(Class<?> type, String method) {
        return new Stage(type.getName() + "." + method, Map.of());
    }

    static Stage of(Class<?> type, String method, FrameSize size) {
        return new Stage(type.getName() + "." + method, Map.of("size", size.name()));
    }

    static Stage inference(String scale) {
        return new Stage(InferenceBenchmark.class.getName() + ".classify", Map.of("scale", scale));
    }

    @Override
    public String toString() {
        return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1)
                + (parameters.isEmpty() ? "" : " " + parameters);
    }
}
