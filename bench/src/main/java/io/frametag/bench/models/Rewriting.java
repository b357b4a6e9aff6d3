package io.frametag.bench.models;

import java.util.List;

/**
 * PP-LCNet x1_0 by other operators than the exported graph's.
 *
 * @param file in bench/models/rewrites
 * @param equivalent false for what computes something else on purpose: a bound of what could be gained
 */
record Rewriting(String name, String file, boolean equivalent) {
    static final Rewriting EXPORTED = new Rewriting("as exported", "as-exported.onnx", true);

    /** The others, in the order of the table. */
    static List<Rewriting> all() {
        return List.of(
                new Rewriting("hard-swish as Add, Clip, Mul, Mul", "add-clip-mul.onnx", true),
                new Rewriting(
                        "HardSigmoid fused into a 1×1 depthwise identity, Mul", "identity-hard-sigmoid.onnx", true),
                new Rewriting("hard-sigmoid as two 1×1 depthwise ReLU convolutions, Mul", "identity-relu.onnx", true),
                new Rewriting(
                        "depthwise convolutions twice, once with the clip fused, Mul", "depthwise-twice.onnx", true),
                new Rewriting("a square: (clip(x + 3/2)² − 9/4) / 6 + relu(x − 3)", "square.onnx", true),
                new Rewriting("min(x · relu(x + 3) / 6, relu(x))", "minimum.onnx", true),
                new Rewriting("3 + PRelu(v, (v + 9) / 6), v = max(x − 3, −6)", "prelu.onnx", true),
                new Rewriting("the 112² and 56² layers by groups of 16 channels", "channel-groups.onnx", true),
                new Rewriting("last layer with its weights transposed", "last-layer-transposed.onnx", true),
                new Rewriting("last layer as a 1×1 convolution", "last-layer-conv.onnx", true),
                new Rewriting("*bound:* HardSigmoid alone, fused", "bound-hard-sigmoid.onnx", false),
                new Rewriting("*bound:* ReLU, fused", "bound-relu.onnx", false));
    }
}
