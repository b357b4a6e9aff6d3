package io.frametag.tools.model.int8;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import java.util.Optional;

/**
 * Rewrites a graph so that its convolutions and its last layer are of bytes, and what lies between them stays bytes.
 *
 * <p>What makes it faster than floats is the hard-swish: as ONNX Runtime has none for bytes, each would go to floats and back,
 * which costs more than the layers gain. {@code x * clip(x / 6 + 1/2, 0, 1)} is written as {@code x * h}, where {@code h} are the
 * bytes of {@code x + 3} with a scale of 6/255 and zero at 0: that these cannot leave 0 to 255 is the clip. Read with a scale of
 * 1/255 the same bytes are the second factor. A sum and a product of bytes remain, and both have kernels.
 */
final class Quantiser {
    /** Below it a hard-swish is 0, whatever its argument. */
    private static final float SWISH_ENDS = -3;

    private final GraphProto graph;
    private final GraphIndex index;
    private final Observation observation;
    private final int weightBits;
    private final QdqGraph qdq;
    private boolean hasThree;
    private int layers;

    /** @param graph as {@link io.frametag.model.GraphTrial#simplified} leaves it */
    Quantiser(GraphProto graph, Observation observation, int weightBits) {
        this.graph = graph;
        this.index = new GraphIndex(graph);
        this.observation = observation;
        this.weightBits = weightBits;
        this.qdq = new QdqGraph(graph, this::range);
    }

    /** @return the new graph; once */
    GraphProto quantised() {
        for (NodeProto node : graph.getNodeList()) {
            switch (node.getOpType()) {
                case "Conv" -> {
                    if (layer(node, 0)) {
                        qdq.round(node.getOutput(0));
                    }
                }
                // What comes out stays floats: these are the logits.
                case "Gemm" -> layer(node, GraphIndex.flag(node, "transB") ? 0 : 1);
                case "HardSigmoid" -> {
                    if (!index.isOfHardSwish(node) || !qdq.isRounded(node.getInput(0))) {
                        copy(node);
                    }
                }
                case "Mul" -> {
                    if (index.isHardSwish(node) && qdq.isRounded(node.getInput(0))) {
                        hardSwish(node);
                    } else {
                        keepInBytes(node);
                    }
                }
                case "GlobalAveragePool", "Add", "Relu", "Clip", "MaxPool", "AveragePool" -> keepInBytes(node);
                default -> copy(node);
            }
        }
        return qdq.build();
    }

    /** @return how many layers are of bytes */
    int layers() {
        return layers;
    }

    private boolean layer(NodeProto node, int channelAxis) {
        Optional<TensorProto> weights = index.floats(node.getInput(1));
        boolean hasBias = node.getInputCount() > 2;
        boolean isBiasComputed = hasBias && index.floats(node.getInput(2)).isEmpty();
        if (weights.isEmpty() || isBiasComputed || isScaled(node)) {
            copy(node);
            return false;
        }
        String input = node.getInput(0);
        // Layers may share weights: here each has its own.
        String name = node.getOutput(0);
        Weights bytes = Weights.of(weights.get(), channelAxis, weightBits);
        NodeProto.Builder rewritten =
                node.toBuilder().setInput(0, qdq.rounded(input)).setInput(1, qdq.weights(name + "_weights", bytes));
        if (hasBias) {
            TensorProto bias = index.floats(node.getInput(2)).orElseThrow();
            rewritten.setInput(2, qdq.bias(name + "_bias", bias, range(input).scale(), bytes.scales()));
        }
        qdq.add(rewritten);
        layers++;
        return true;
    }

    /** A Gemm with factors, or one whose first matrix is turned, is no layer. */
    private static boolean isScaled(NodeProto node) {
        return node.getOpType().equals("Gemm")
                && (GraphIndex.flag(node, "transA")
                        || GraphIndex.number(node, "alpha", 1) != 1
                        || GraphIndex.number(node, "beta", 1) != 1);
    }

    private void hardSwish(NodeProto product) {
        String three = "hardswish_three";
        String six = "hardswish_six_scale";
        String one = "hardswish_one_scale";
        String zero = "hardswish_zero";
        if (!hasThree) {
            hasThree = true;
            qdq.scalar(three + "_bytes", 255);
            qdq.scalar(three + "_scale", 3f / 255);
            qdq.scalar(six, 6f / 255);
            qdq.scalar(one, 1f / 255);
            qdq.scalar(zero, 0);
            qdq.add(QdqGraph.node("DequantizeLinear", three, three + "_bytes", three + "_scale", zero));
        }
        String x = qdq.rounded(product.getInput(0));
        String output = product.getOutput(0);
        qdq.add(QdqGraph.node("Add", output + "_sum", x, three));
        qdq.add(QdqGraph.node("QuantizeLinear", output + "_clipped", output + "_sum", six, zero));
        qdq.add(QdqGraph.node("DequantizeLinear", output + "_factor", output + "_clipped", one, zero));
        qdq.add(QdqGraph.node("Mul", output, x, output + "_factor"));
        qdq.round(output);
    }

    /** Rounds what comes out, where the first of what goes in is bytes and all of it can be. */
    private void keepInBytes(NodeProto node) {
        List<String> inputs = node.getInputList();
        if (!qdq.isRounded(inputs.get(0))
                || !inputs.stream().allMatch(input -> observation.of(input).isPresent())) {
            copy(node);
            return;
        }
        NodeProto.Builder rewritten = node.toBuilder();
        for (int i = 0; i < inputs.size(); i++) {
            rewritten.setInput(i, qdq.rounded(inputs.get(i)));
        }
        qdq.add(rewritten);
        qdq.round(node.getOutput(0));
    }

    private void copy(NodeProto node) {
        NodeProto.Builder copy = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            if (qdq.isRounded(node.getInput(i))) {
                copy.setInput(i, qdq.rounded(node.getInput(i)));
            }
        }
        qdq.add(copy);
    }

    private Range range(String value) {
        Range seen = observation.of(value).orElseThrow();
        List<NodeProto> readers = index.readers(value);
        boolean isSwished = !readers.isEmpty()
                && readers.stream().allMatch(node -> index.isHardSwish(node) || index.isOfHardSwish(node));
        return isSwished ? seen.from(SWISH_ENDS) : seen;
    }
}
