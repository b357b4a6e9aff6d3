package io.frametag.tools.model.int8;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.frametag.model.BadModelException;
import io.frametag.model.GraphTrial;
import io.frametag.model.ModelBundle;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A bundle's graph with layers of 8-bit integers (QDQ), which reads and answers what the bundle's own does.
 *
 * @param onnx the file, the caller's own
 * @param layers how many are of bytes, at least one
 * @param swishes how many hard-swishes are
 */
public record Int8Graph(byte[] onnx, int layers, int swishes) {
    /** The first with a scale for each channel. */
    private static final long LEAST_OPSET = 13;

    /**
     * Makes one.
     *
     * @param bundle only read
     * @param pictures [height, width, 3] each, of the model's size, of the kind that it will see; read one after the other
     * @param weightBits 8; or 7, see {@link Weights}
     * @throws BadModelException if ONNX Runtime cannot run the bundle's graph
     * @throws CommandFailure if its operators are too old, or no layer of it can be of bytes
     */
    public static Int8Graph of(ModelBundle bundle, Iterable<byte[]> pictures, int weightBits)
            throws BadModelException, IOException {
        ModelProto model = withoutConstantInputs(ModelProto.parseFrom(GraphTrial.simplified(bundle)));
        requireOpset(bundle, model);
        Observation observation = Observation.of(model, bundle.spec(), pictures);
        Quantiser quantiser = new Quantiser(model.getGraph(), observation, weightBits);
        byte[] onnx = model.toBuilder().setGraph(quantiser.quantised()).build().toByteArray();
        if (quantiser.layers() == 0) {
            throw CommandFailure.wrongUse("The graph of " + bundle.id()
                    + " has no Conv, Gemm or MatMul with weights of 32-bit floats: there is nothing to quantise.");
        }
        return new Int8Graph(onnx, quantiser.layers(), quantiser.swishes());
    }

    private static void requireOpset(ModelBundle bundle, ModelProto model) {
        model.getOpsetImportList().stream()
                .filter(opset -> opset.getDomain().isEmpty() && opset.getVersion() < LEAST_OPSET)
                .findFirst()
                .ifPresent(opset -> {
                    throw CommandFailure.wrongUse("The graph of " + bundle.id() + " is of opset " + opset.getVersion()
                            + ", and a scale for each channel needs " + LEAST_OPSET
                            + ": export it again, with --opset_version 14 or later, which has HardSwish, too.");
                });
    }

    /** Before ONNX's fourth IR version weights were inputs as well, with values to begin with. */
    private static ModelProto withoutConstantInputs(ModelProto model) {
        GraphProto graph = model.getGraph();
        Set<String> constants =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !constants.contains(input.getName()))
                .toList();
        return model.toBuilder()
                .setGraph(graph.toBuilder().clearInput().addAllInput(inputs))
                .build();
    }
}
