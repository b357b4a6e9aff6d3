package io.frametag.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a bundle's graph is made of.
 *
 * @param inputs name, sides and type of each
 * @param outputs of each, as stated
 * @param producer the tool that wrote it; "" if it does not say
 * @param opsets the versions of the operators, by domain; ONNX's own is ""
 * @param operators how many nodes there are of each
 * @param parameters numbers in its weights, without the whole numbers that shapes are made of
 * @param macs multiply-accumulates for one image, in convolutions and matrix products
 */
public record GraphFacts(
        List<String> inputs,
        List<String> outputs,
        String producer,
        Map<String, Long> opsets,
        Map<String, Integer> operators,
        long parameters,
        long macs) {
    /** FLOAT, UINT8, INT8, FLOAT16, DOUBLE, BFLOAT16 of onnx.proto. */
    private static final Set<Integer> WEIGHT_TYPES = Set.of(1, 2, 3, 10, 11, 16);

    /**
     * Reads the graph, and runs it once to see how large its layers are.
     *
     * @throws BadModelException if it cannot be loaded or run
     */
    public static GraphFacts of(ModelBundle bundle) throws BadModelException {
        OnnxRuntime.version();
        OnnxGraph graph = new OnnxGraph(bundle.graph().bytes());
        Map<String, Integer> operators = new TreeMap<>();
        graph.nodes().forEach(node -> operators.merge(node.operation(), 1, Integer::sum));
        try (OrtSession session = OnnxSession.create(bundle.graph())) {
            return new GraphFacts(
                    described(session.getInputInfo().values()),
                    described(session.getOutputInfo().values()),
                    OneLine.of(graph.producer()),
                    graph.opsets(),
                    operators,
                    graph.tensors().values().stream()
                            .filter(tensor -> WEIGHT_TYPES.contains(tensor.type()))
                            .mapToLong(OnnxGraph.Tensor::elements)
                            .sum(),
                    Multiplications.of(bundle, graph));
        } catch (OrtException e) {
            throw new BadModelException("the graph cannot be looked at: " + OneLine.of(e.getMessage()) + ".", e);
        }
    }

    private static List<String> described(Collection<NodeInfo> nodes) {
        return nodes.stream()
                .map(node -> node.getName() + ": " + GraphShape.shape(node))
                .toList();
    }
}
