package io.frametag.model;

import io.frametag.model.OnnxGraph.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the node that makes a graph's output says of its numbers. Trial runs can make it no more than probable. */
enum GraphEnding {
    /** A softmax or a sigmoid. */
    PROBABILITIES,
    /** A sum of products: no bounds hold it. */
    LOGITS,
    /** Anything else. */
    UNCLEAR;

    /** Those that change no more of a number than its type, its rounding or its place. */
    private static final Set<String> PASSING = Set.of(
            "Identity",
            "Cast",
            "Dropout",
            "Flatten",
            "Reshape",
            "Squeeze",
            "Unsqueeze",
            "QuantizeLinear",
            "DequantizeLinear");

    private static final Set<String> BOUNDED =
            Set.of("Softmax", "Sigmoid", "HardSigmoid", "QLinearSoftmax", "QLinearSigmoid");
    private static final Set<String> PRODUCTS =
            Set.of("Gemm", "MatMul", "Conv", "QGemm", "QLinearMatMul", "QLinearConv");

    /** @param graph one that ONNX Runtime has loaded, so that it has no cycles */
    static GraphEnding of(OnnxGraph graph) {
        Map<String, Node> makers = new HashMap<>();
        graph.nodes().forEach(node -> node.outputs().forEach(output -> makers.put(output, node)));
        if (graph.outputs().size() != 1) {
            return UNCLEAR;
        }
        Node last = maker(makers, graph.outputs().get(0));
        if (last == null) {
            return UNCLEAR;
        }
        if (BOUNDED.contains(last.operation())) {
            return PROBABILITIES;
        }
        return isProduct(last) || (last.operation().equals("Add") && addsToProduct(makers, last)) ? LOGITS : UNCLEAR;
    }

    /** Paddle's exports have the bias of the last layer in a node of its own. */
    private static boolean addsToProduct(Map<String, Node> makers, Node sum) {
        return sum.inputs().stream().anyMatch(input -> isProduct(maker(makers, input)));
    }

    private static boolean isProduct(Node node) {
        return node != null && PRODUCTS.contains(node.operation());
    }

    /** @return what makes the numbers of {@code value}, or null if that is none of the top graph's nodes */
    private static Node maker(Map<String, Node> makers, String value) {
        Node maker = makers.get(value);
        while (maker != null && PASSING.contains(maker.operation())) {
            maker = maker.inputs().isEmpty() ? null : makers.get(maker.inputs().get(0));
        }
        return maker;
    }
}
