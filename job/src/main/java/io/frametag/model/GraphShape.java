package io.frametag.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Collection;

/** Holds a graph's inputs and outputs against what a classifier of one image is. */
final class GraphShape {
    private GraphShape() {}

    /** @return the name of the input, which is [1 or any, 3, height, width] of 32-bit floats */
    static String input(OrtSession session, int width, int height) throws OrtException, BadModelException {
        NodeInfo input = only(session.getInputInfo().values(), "input");
        String wanted = "[batch, 3, " + height + ", " + width + "] of FLOAT, as " + ModelBundle.YML + " describes it";
        if (!(input.getInfo() instanceof TensorInfo tensor)
                || tensor.type != OnnxJavaType.FLOAT
                || !fits(tensor.getShape(), 1, Normaliser.CHANNELS, height, width)) {
            throw new BadModelException(
                    "the model's input " + input.getName() + " is " + shape(input) + ", not " + wanted + ".");
        }
        return input.getName();
    }

    /** @return the name of the output, of 32-bit floats */
    static String output(OrtSession session) throws OrtException, BadModelException {
        NodeInfo output = only(session.getOutputInfo().values(), "output");
        if (!(output.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw new BadModelException("the model's output " + output.getName() + " is " + shape(output)
                    + ", not [batch, classes] of FLOAT.");
        }
        return output.getName();
    }

    /** @return the second side of an output for one image, [1, classes] */
    static int classes(OnnxTensor output) throws BadModelException {
        long[] shape = output.getInfo().getShape();
        if (shape.length != 2 || shape[0] != 1 || shape[1] < 1) {
            throw new BadModelException(
                    "the model's output for one image is " + Arrays.toString(shape) + ", not [1, classes].");
        }
        return Math.toIntExact(shape[1]);
    }

    private static NodeInfo only(Collection<NodeInfo> nodes, String kind) throws BadModelException {
        if (nodes.size() != 1) {
            throw new BadModelException("the model has " + nodes.size() + " " + kind + "s, "
                    + nodes.stream().map(NodeInfo::getName).toList() + ", where a classifier has one.");
        }
        return nodes.iterator().next();
    }

    private static boolean fits(long[] shape, long... wanted) {
        boolean fits = shape.length == wanted.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = shape[i] == -1 || shape[i] == wanted[i];
        }
        return fits;
    }

    private static String shape(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor
                ? Arrays.toString(tensor.getShape()).replace("-1", "any") + " of " + tensor.type
                : "no tensor";
    }
}
