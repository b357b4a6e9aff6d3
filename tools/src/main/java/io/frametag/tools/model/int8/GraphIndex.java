package io.frametag.tools.model.int8;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who makes and who reads a graph's values. */
final class GraphIndex {
    private static final float TOLERANCE = 1e-4f;

    private final Map<String, NodeProto> makers = new HashMap<>();
    private final Map<String, List<NodeProto>> readers = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();

    GraphIndex(GraphProto graph) {
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        for (NodeProto node : graph.getNodeList()) {
            node.getOutputList().forEach(value -> makers.put(value, node));
            node.getInputList()
                    .forEach(value -> readers.computeIfAbsent(value, name -> new ArrayList<>())
                            .add(node));
        }
    }

    List<NodeProto> readers(String value) {
        return readers.getOrDefault(value, List.of());
    }

    /** @return the constant of this name, if it is one of 32-bit floats */
    Optional<TensorProto> floats(String name) {
        return Optional.ofNullable(constants.get(name))
                .filter(tensor -> tensor.getDataType() == DataType.FLOAT.getNumber());
    }

    /** @return whether what alone reads a value is an activation that only cuts off: rounding to bytes can do that as well */
    boolean isCutOff(String value) {
        List<NodeProto> all = readers(value);
        return all.size() == 1 && List.of("Relu", "Clip").contains(all.get(0).getOpType());
    }

    /**
     * Looks whether a product is {@code x * hardSigmoid(x)}, which is how ONNX defines HardSwish.
     *
     * @return {@code x}; empty if it is another product, or somebody else reads the second factor
     */
    Optional<String> hardSwished(NodeProto product) {
        if (!product.getOpType().equals("Mul")) {
            return Optional.empty();
        }
        return product.getInputList().stream()
                .map(makers::get)
                .filter(maker -> maker != null && isOfHardSwish(maker))
                .map(sigmoid -> sigmoid.getInput(0))
                .findFirst();
    }

    /** @return whether a node is the second factor of a hard-swish, and nothing else */
    boolean isOfHardSwish(NodeProto sigmoid) {
        List<NodeProto> products = readers(sigmoid.getOutput(0));
        return sigmoid.getOpType().equals("HardSigmoid")
                && Math.abs(number(sigmoid, "alpha", 0.2f) - 1f / 6) < TOLERANCE
                && Math.abs(number(sigmoid, "beta", 0.5f) - 0.5f) < TOLERANCE
                && products.size() == 1
                && products.get(0).getOpType().equals("Mul")
                && products.get(0).getInputList().contains(sigmoid.getInput(0));
    }

    static boolean flag(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .anyMatch(attribute -> attribute.getName().equals(name) && attribute.getI() != 0);
    }

    static float number(NodeProto node, String name, float ifNone) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .map(AttributeProto::getF)
                .orElse(ifNone);
    }
}
