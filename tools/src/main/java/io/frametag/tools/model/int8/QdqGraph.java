package io.frametag.tools.model.int8;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A graph under construction whose values are rounded to bytes and back (QDQ): ONNX Runtime makes integer layers of those. */
final class QdqGraph {
    private final GraphProto.Builder graph;
    private final Function<String, Range> ranges;
    /** By a value's name that of the same value after it was bytes. */
    private final Map<String, String> rounded = new HashMap<>();

    /**
     * Begins with what is no node.
     *
     * @param ranges of the values that are to be rounded
     */
    QdqGraph(GraphProto graph, Function<String, Range> ranges) {
        this.graph = graph.toBuilder().clearNode().clearValueInfo();
        this.ranges = ranges;
    }

    void add(NodeProto.Builder node) {
        graph.addNode(node);
    }

    boolean isRounded(String value) {
        return rounded.containsKey(value);
    }

    /** Has all that is added from now on read the value as it is after it was bytes. It has to be there. */
    void round(String value) {
        if (isRounded(value)) {
            return;
        }
        Range range = ranges.apply(value);
        String scale = scalar(value + "#scale", range.scale());
        String zero = scalar(value + "#zero", range.zeroPoint());
        add(node("QuantizeLinear", value + "#bytes", value, scale, zero));
        add(node("DequantizeLinear", value + "#rounded", value + "#bytes", scale, zero));
        rounded.put(value, value + "#rounded");
    }

    /** @return the value after it was bytes, see {@link #round} */
    String rounded(String value) {
        round(value);
        return rounded.get(value);
    }

    /** @return what has the weights as floats again; names have a mark that exporters do not use */
    String weights(String name, Weights weights) {
        constant(Weights.tensor(name + "#bytes", DataType.INT8, weights.sides(), weights.bytes()));
        byte[] zeros = new byte[weights.scales().length];
        constant(Weights.tensor(name + "#zeros", DataType.INT8, List.of((long) zeros.length), zeros));
        return perChannel(name, weights.scales(), weights.axis());
    }

    /** A bias is added to sums of products, and has their scale. */
    String bias(String name, TensorProto bias, float inputScale, float[] weightScales) {
        float[] floats = Weights.floats(bias);
        float[] scales = new float[floats.length];
        int[] numbers = new int[floats.length];
        for (int channel = 0; channel < floats.length; channel++) {
            scales[channel] = inputScale * weightScales[channel];
            numbers[channel] = Math.round(floats[channel] / scales[channel]);
        }
        constant(Weights.tensor(name + "#bytes", numbers));
        constant(Weights.tensor(name + "#zeros", new int[numbers.length]));
        return perChannel(name, scales, 0);
    }

    private String perChannel(String name, float[] scales, int axis) {
        constant(Weights.tensor(name + "#scales", scales));
        add(node("DequantizeLinear", name + "#rounded", name + "#bytes", name + "#scales", name + "#zeros")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeType.INT)
                        .setI(axis)));
        return name + "#rounded";
    }

    /** @return the name */
    String scalar(String name, float number) {
        byte[] bytes = ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(number)
                .array();
        constant(Weights.tensor(name, DataType.FLOAT, List.of(), bytes));
        return name;
    }

    /** @return the name */
    String scalar(String name, int unsignedByte) {
        constant(Weights.tensor(name, DataType.UINT8, List.of(), new byte[] {(byte) unsignedByte}));
        return name;
    }

    private void constant(TensorProto tensor) {
        graph.addInitializer(tensor);
    }

    static NodeProto.Builder node(String operation, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operation)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    /** Without the constants that nothing reads any more, which would make it as large as before. */
    GraphProto build() {
        Set<String> read = new HashSet<>();
        addRead(graph.getNodeList(), read);
        List<TensorProto> needed = graph.getInitializerList().stream()
                .filter(tensor -> read.contains(tensor.getName()))
                .toList();
        return graph.clearInitializer().addAllInitializer(needed).build();
    }

    /** Also by the graphs within nodes. */
    private static void addRead(List<NodeProto> nodes, Set<String> read) {
        for (NodeProto node : nodes) {
            read.addAll(node.getInputList());
            node.getAttributeList()
                    .forEach(attribute -> addRead(attribute.getG().getNodeList(), read));
        }
    }
}
