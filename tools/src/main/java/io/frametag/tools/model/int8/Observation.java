package io.frametag.tools.model.int8;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.frametag.model.BadModelException;
import io.frametag.model.GraphTrial;
import io.frametag.model.ModelSpec;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ranges of all values of a graph, found by running it on pictures with each value as an output. */
final class Observation {
    private final Map<String, Range> ranges = new HashMap<>();

    private Observation() {}

    /**
     * Runs the graph.
     *
     * @param pictures [height, width, 3] each, of the model's size; read one after the other
     */
    static Observation of(ModelProto model, ModelSpec spec, Iterable<byte[]> pictures) throws BadModelException {
        Observation observation = new Observation();
        try (GraphTrial trial = GraphTrial.open(withEachValueAsOutput(model).toByteArray(), spec)) {
            for (byte[] rgb : pictures) {
                trial.run(rgb, observation::add);
            }
        }
        return observation;
    }

    /** An input cannot be an output: it goes through a node that changes nothing. */
    private static ModelProto withEachValueAsOutput(ModelProto model) {
        GraphProto graph = model.getGraph();
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        GraphProto.Builder open = graph.toBuilder();
        for (NodeProto node : graph.getNodeList()) {
            for (String value : node.getOutputList()) {
                // An optional output that is left out has no name.
                if (!value.isEmpty() && outputs.add(value)) {
                    open.addOutput(ValueInfoProto.newBuilder().setName(value));
                }
            }
        }
        String input = graph.getInput(0).getName();
        open.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(input).addOutput(copyOf(input)));
        open.addOutput(ValueInfoProto.newBuilder().setName(copyOf(input)));
        return model.toBuilder().setGraph(open).build();
    }

    private static String copyOf(String input) {
        return input + "_observed";
    }

    private void add(String value, FloatBuffer numbers) {
        Range range = ranges.getOrDefault(value, Range.ZERO);
        while (numbers.hasRemaining()) {
            float number = numbers.get();
            if (number < range.low() || number > range.high()) {
                range = range.with(number);
            }
        }
        ranges.put(value, range);
    }

    /** @return empty if the value is no output of a node, or of something else than floats */
    Optional<Range> of(String value) {
        return Optional.ofNullable(ranges.getOrDefault(value, ranges.get(copyOf(value))));
    }
}
