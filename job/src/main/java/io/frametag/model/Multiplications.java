package io.frametag.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.frametag.model.OnnxGraph.Node;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the multiply-accumulates of convolutions and matrix products for one image. How large their operands and results are, a
 * run says in which all of them are the graph's own outputs.
 */
final class Multiplications {
    /** The products, and the place of their weights among the inputs. */
    private static final Map<String, Integer> WEIGHTS = Map.of(
            "Conv", 1,
            "ConvInteger", 1,
            "QLinearConv", 3,
            "Gemm", 1,
            "MatMul", 1,
            "MatMulInteger", 1,
            "QLinearMatMul", 3);

    private Multiplications() {}

    static long of(ModelBundle bundle, OnnxGraph graph) throws BadModelException {
        List<Node> products = graph.nodes().stream()
                .filter(node -> WEIGHTS.containsKey(node.operation()))
                .toList();
        Set<String> asked = new LinkedHashSet<>();
        for (Node product : products) {
            asked.add(output(product));
            if (!graph.tensors().containsKey(weights(product))) {
                asked.add(weights(product));
            }
        }
        Map<String, long[]> shapes = shapes(bundle, asked);
        graph.tensors()
                .forEach((name, tensor) -> shapes.putIfAbsent(
                        name, tensor.sides().stream().mapToLong(side -> side).toArray()));
        long macs = 0;
        for (Node product : products) {
            macs += elements(shapes.get(output(product)))
                    * depth(product.operation(), shapes.get(weights(product)), shapes.get(output(product)));
        }
        return macs;
    }

    /** @return how many products are summed up for one number of the output */
    private static long depth(String operation, long[] weights, long[] output) {
        if (operation.contains("Conv")) {
            return elements(weights) / weights[0];
        }
        return operation.equals("Gemm")
                ? elements(weights) / output[output.length - 1]
                : weights[Math.max(0, weights.length - 2)];
    }

    private static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static String weights(Node product) {
        return product.inputs().get(WEIGHTS.get(product.operation()));
    }

    private static String output(Node product) {
        return product.outputs().get(0);
    }

    private static Map<String, long[]> shapes(ModelBundle bundle, Set<String> names) throws BadModelException {
        Map<String, long[]> shapes = new HashMap<>();
        if (names.isEmpty()) {
            return shapes;
        }
        BundleFile graph = bundle.graph();
        ByteArrayOutputStream widened = new ByteArrayOutputStream();
        widened.writeBytes(graph.bytes());
        widened.writeBytes(outputs(names));
        ModelSpec spec = bundle.spec();
        try (OrtSession session = OnnxSession.create(new BundleFile(graph.name(), widened.toByteArray()))) {
            GraphInput input = GraphShape.input(session, spec);
            try (NativeTensor image = NativeTensor.allocate(input.type(), input.shape(spec.width(), spec.height()));
                    OrtSession.Result result = session.run(Map.of(input.name(), image.tensor()), names)) {
                for (String name : names) {
                    OnnxTensor output = (OnnxTensor) result.get(name).orElseThrow();
                    shapes.put(name, output.getInfo().getShape());
                }
            }
            return shapes;
        } catch (OrtException e) {
            throw new BadModelException("a trial run of the model fails: " + OneLine.of(e.getMessage()) + ".", e);
        }
    }

    /** A second piece of the same message: protobuf adds its repeated fields to those of the first. */
    private static byte[] outputs(Set<String> names) {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        for (String name : names) {
            values.writeBytes(field(12, field(1, name.getBytes(StandardCharsets.UTF_8))));
        }
        return field(7, values.toByteArray());
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(number << 3 | 2);
        int rest = content.length;
        for (; rest > 0x7F; rest >>>= 7) {
            out.write((rest & 0x7F) | 0x80);
        }
        out.write(rest);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
