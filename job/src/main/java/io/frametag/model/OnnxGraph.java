package io.frametag.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of a graph can be read off its protobuf, by the field numbers of onnx.proto: the top graph alone, none within it. */
final class OnnxGraph {
    /** @param operation such as Conv */
    record Node(String operation, List<String> inputs, List<String> outputs) {}

    /** @param type of onnx.proto's {@code TensorProto.DataType} */
    record Tensor(int type, List<Long> sides) {
        long elements() {
            return sides.stream().reduce(1L, Math::multiplyExact);
        }
    }

    private final Map<String, Long> opsets = new TreeMap<>();
    private final List<Node> nodes = new ArrayList<>();
    /** Initializers and the values of Constant nodes, by name. */
    private final Map<String, Tensor> tensors = new HashMap<>();

    private final List<String> outputs = new ArrayList<>();
    private String producer = "";

    /** @param onnx one that ONNX Runtime has loaded */
    OnnxGraph(byte[] onnx) {
        ProtobufReader model = new ProtobufReader(onnx, 0, onnx.length);
        String version = "";
        while (model.next()) {
            switch (model.field()) {
                case 2 -> producer = model.text();
                case 3 -> version = model.text();
                case 7 -> graph(model.message());
                case 8 -> opset(model.message());
                default -> {}
            }
        }
        producer = (producer + " " + version).strip();
    }

    private void opset(ProtobufReader opset) {
        String domain = "";
        long version = 0;
        while (opset.next()) {
            switch (opset.field()) {
                case 1 -> domain = opset.text();
                case 2 -> version = opset.number();
                default -> {}
            }
        }
        opsets.put(domain, version);
    }

    private void graph(ProtobufReader graph) {
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> node(graph.message());
                case 5 -> tensor(graph.message(), null);
                case 12 -> output(graph.message());
                default -> {}
            }
        }
    }

    private void output(ProtobufReader value) {
        while (value.next()) {
            if (value.field() == 1) {
                outputs.add(value.text());
            }
        }
    }

    private void node(ProtobufReader node) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String operation = "";
        List<ProtobufReader> attributes = new ArrayList<>();
        while (node.next()) {
            switch (node.field()) {
                case 1 -> inputs.add(node.text());
                case 2 -> outputs.add(node.text());
                case 4 -> operation = node.text();
                case 5 -> attributes.add(node.message());
                default -> {}
            }
        }
        if (operation.equals("Constant") && !outputs.isEmpty()) {
            attributes.forEach(attribute -> constant(attribute, outputs.get(0)));
        } else {
            nodes.add(new Node(operation, inputs, outputs));
        }
    }

    private void constant(ProtobufReader attribute, String name) {
        while (attribute.next()) {
            if (attribute.field() == 5) {
                tensor(attribute.message(), name);
            }
        }
    }

    /** @param constant the name, if the tensor has none of its own; or null */
    private void tensor(ProtobufReader tensor, String constant) {
        List<Long> sides = new ArrayList<>();
        int type = 0;
        String name = "";
        while (tensor.next()) {
            switch (tensor.field()) {
                case 1 -> sides.addAll(tensor.numbers());
                case 2 -> type = (int) tensor.number();
                case 8 -> name = tensor.text();
                default -> {}
            }
        }
        tensors.put(constant == null ? name : constant, new Tensor(type, sides));
    }

    /** @return the version of each set of operators, by its domain; ONNX's own is "" */
    Map<String, Long> opsets() {
        return opsets;
    }

    /** @return all nodes but Constant */
    List<Node> nodes() {
        return nodes;
    }

    /** @return the names of the values that the graph hands out */
    List<String> outputs() {
        return outputs;
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    /** @return who wrote the file, as it says itself; "" if it does not */
    String producer() {
        return producer;
    }
}
