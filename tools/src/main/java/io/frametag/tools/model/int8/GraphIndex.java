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

    /** @return whether a product is {@code x * hardSigmoid(x)}, which is how ONNX defines HardSwish, and nobody else reads the second */
    boolean isHardSwish(NodeProto product) {
        return product.getOpType().equals("Mul")
                && factor(product).filter(this::isOfHardSwish).isPresent();
    }

    /** @return whether a node is the second factor of a hard-swish, and nothing else */
    boolean isOfHardSwish(NodeProto sigmoid) {
        List<NodeProto> products = readers(sigmoid.getOutput(0));
        return sigmoid.getOpType().equals("HardSigmoid")
                && Math.abs(number(sigmoid, "alpha", 0.2f) - 1f / 6) < TOLERANCE
                && Math.abs(number(sigmoid, "beta", 0.5f) - 0.5f) < TOLERANCE
                && products.size() == 1
                && products.get(0).getOpType().equals("Mul")
                && products.get(0).getInput(0).equals(sigmoid.getInput(0))
                && products.get(0).getInput(1).equals(sigmoid.getOutput(0));
    }

    private Optional<NodeProto> factor(NodeProto product) {
        return Optional.ofNullable(makers.get(product.getInput(1)));
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
