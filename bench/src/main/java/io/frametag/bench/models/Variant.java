package io.frametag.bench.models;

import java.util.List;

/**
 * PP-LCNet with one of its paper's choices undone.
 *
 * @param file in bench/models/ablation
 * @param published top-1 on ImageNet of x0_5 with the same change, percent, and the paper's time of it in milliseconds
 *     (arXiv 2109.15099, ablation tables)
 */
record Variant(String name, String file, Published published) {
    record Published(double top1, double millis) {}

    /** As the paper has it. */
    static final Variant BASE = new Variant("as published", "base.onnx", new Published(63.14, 2.05));

    static List<Variant> all() {
        return List.of(
                BASE,
                new Variant("ReLU for hard-swish", "relu.onnx", new Published(61.93, 1.94)),
                new Variant("no SE", "se-none.onnx", new Published(62.51, 1.87)),
                new Variant("SE in every block", "se-everywhere.onnx", new Published(64.27, 3.80)),
                new Variant("3×3 everywhere", "kernel-3-everywhere.onnx", new Published(62.44, 2.01)),
                new Variant("5×5 everywhere", "kernel-5-everywhere.onnx", new Published(63.22, 2.08)),
                new Variant("no 1280-wide last layer", "no-last-layer.onnx", new Published(59.91, 1.85)));
    }
}
