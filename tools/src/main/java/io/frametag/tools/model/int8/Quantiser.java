package io.frametag.tools.model.int8;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rewrites a graph so that its convolutions and its last layer are of bytes, and what lies between them stays bytes.
 */
final class Quantiser {
    /** Below it a hard-swish is 0, whatever its argument. */
    private static final float SWISH_ENDS = -3;
    /**
     * In steps of its layer's sums, which are 32-bit. The weights of a channel that does next to nothing would have so small a
     * scale that its bias had no room.
     */
    private static final float LARGEST_BIAS = 1 << 30;

    private final GraphProto graph;
    private final GraphIndex index;
    private final Observation observation;
    private final int weightBits;
    private final QdqGraph qdq;
    /** What is rounded behind the activation that follows, which then costs nothing. */
    private final Set<String> cutOff = new HashSet<>();

    private final ByteHardSwish swish;
    private int layers;

    /** @param graph as {@link io.frametag.model.GraphTrial#simplified} leaves it */
    Quantiser(GraphProto graph, Observation observation, int weightBits) {
        this.graph = graph;
        this.index = new GraphIndex(graph);
        this.observation = observation;
        this.weightBits = weightBits;
        this.qdq = new QdqGraph(graph, this::range);
        this.swish = new ByteHardSwish(qdq);
    }

    /** @return the new graph; once */
    GraphProto quantised() {
        for (NodeProto node : graph.getNodeList()) {
            switch (node.getOpType()) {
                case "Conv" -> {
                    if (layer(node, 0)) {
                        settle(node.getOutput(0));
                    }
                }
                // What comes out stays floats: these are the logits.
                case "Gemm" -> layer(node, GraphIndex.flag(node, "transB") ? 0 : 1);
                case "MatMul" -> layer(node, 1);
                case "HardSigmoid" -> {
                    if (!index.isOfHardSwish(node) || !qdq.isRounded(node.getInput(0))) {
                        copy(node);
                    }
                }
                case "Mul" -> {
                    Optional<String> swished = index.hardSwished(node).filter(qdq::isRounded);
                    if (swished.isPresent()) {
                        swish.add(swished.get(), node.getOutput(0));
                    } else {
                        keepInBytes(node);
                    }
                }
                case "Relu", "Clip" -> {
                    copy(node);
                    if (qdq.isRounded(node.getInput(0)) || cutOff.contains(node.getInput(0))) {
                        qdq.round(node.getOutput(0));
                    }
                }
                case "GlobalAveragePool", "Add", "MaxPool", "AveragePool" -> keepInBytes(node);
                default -> copy(node);
            }
        }
        return qdq.build();
    }

    /** @return how many layers are of bytes */
    int layers() {
        return layers;
    }

    /** @return how many hard-swishes are of bytes */
    int swishes() {
        return swish.count();
    }

    private void settle(String output) {
        if (index.isCutOff(output)) {
            cutOff.add(output);
        } else {
            qdq.round(output);
        }
    }

    private boolean layer(NodeProto node, int channelAxis) {
        Optional<TensorProto> weights = index.floats(node.getInput(1)).filter(tensor -> tensor.getDimsCount() > 1);
        boolean hasBias = node.getInputCount() > 2;
        Optional<TensorProto> bias = hasBias ? index.floats(node.getInput(2)) : Optional.empty();
        if (weights.isEmpty()
                || hasBias != bias.isPresent()
                || isScaled(node)
                || observation.of(node.getInput(0)).isEmpty()) {
            copy(node);
            return false;
        }
        String input = node.getInput(0);
        float inputScale = range(input).scale();
        float[] leastScales = new float[Math.toIntExact(weights.get().getDims(channelAxis))];
        Arrays.fill(leastScales, Float.MIN_NORMAL);
        if (hasBias && !makeRoom(Weights.floats(bias.get()), inputScale, leastScales)) {
            copy(node);
            return false;
        }
        // Layers may share weights: here each has its own.
        String name = node.getOutput(0);
        Weights bytes = Weights.of(weights.get(), channelAxis, weightBits, leastScales);
        NodeProto.Builder rewritten =
                node.toBuilder().setInput(0, qdq.rounded(input)).setInput(1, qdq.weights(name + "#weights", bytes));
        if (hasBias) {
            rewritten.setInput(2, qdq.bias(name + "#bias", bias.get(), inputScale, bytes.scales()));
        }
        qdq.add(rewritten);
        layers++;
        return true;
    }

    /** @return false if there is not one number for each channel */
    private static boolean makeRoom(float[] bias, float inputScale, float[] leastScales) {
        if (bias.length != leastScales.length) {
            return false;
        }
        for (int channel = 0; channel < bias.length; channel++) {
            leastScales[channel] =
                    Math.max(leastScales[channel], Math.abs(bias[channel]) / (inputScale * LARGEST_BIAS));
        }
        return true;
    }

    /** A Gemm with factors, or one whose first matrix is turned, is no layer. */
    private static boolean isScaled(NodeProto node) {
        return node.getOpType().equals("Gemm")
                && (GraphIndex.flag(node, "transA")
                        || GraphIndex.number(node, "alpha", 1) != 1
                        || GraphIndex.number(node, "beta", 1) != 1);
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
                && readers.stream().allMatch(node -> index.hardSwished(node).isPresent() || index.isOfHardSwish(node));
        return isSwished ? seen.from(SWISH_ENDS) : seen;
    }
}
