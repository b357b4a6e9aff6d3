package io.frametag.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.frametag.model.GraphInput.Layout;
import java.util.Arrays;
import java.util.Collection;

/** Holds a graph's inputs and outputs against what a classifier of one image is. */
final class GraphShape {
    private GraphShape() {}

    /** @return the input, [1 or any, 3, height, width] or [1 or any, height, width, 3] of floats or unsigned bytes */
    static GraphInput input(OrtSession session, ModelSpec spec) throws OrtException, BadModelException {
        NodeInfo input = only(session.getInputInfo().values(), "input");
        if (input.getInfo() instanceof TensorInfo tensor
                && (tensor.type == OnnxJavaType.FLOAT || tensor.type == OnnxJavaType.UINT8)) {
            // Where all is open, planes are what most exporters mean.
            for (Layout layout : Layout.values()) {
                if (fits(tensor.getShape(), layout.shape(spec.width(), spec.height()))) {
                    return new GraphInput(input.getName(), tensor.type, layout);
                }
            }
        }
        throw new BadModelException("the model's input " + input.getName() + " is " + shape(input) + ", not [batch, 3, "
                + spec.height() + ", " + spec.width() + "] of FLOAT, as " + spec.describedBy()
                + " describes it. The channels may also come last, and the numbers be UINT8.");
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

    static String shape(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor
                ? Arrays.toString(tensor.getShape()).replace("-1", "any") + " of " + tensor.type
                : "no tensor";
    }
}
