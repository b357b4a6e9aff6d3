package io.frametag.tools.model.int8;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.frametag.model.BadModelException;
import io.frametag.model.GraphTrial;
import io.frametag.model.ModelBundle;
import java.io.IOException;
import java.util.List;

/**
 * A bundle's graph with layers of 8-bit integers (QDQ), which reads and answers what the bundle's own does.
 *
 * @param onnx the file, the caller's own
 * @param layers how many are of bytes; 0 if none has weights of 32-bit floats
 */
public record Int8Graph(byte[] onnx, int layers) {
    /**
     * Makes one.
     *
     * @param bundle only read
     * @param pictures [height, width, 3] each, of the model's size, of the kind that it will see
     * @param weightBits 8; or 7, see {@link Weights}
     * @throws BadModelException if ONNX Runtime cannot run the bundle's graph
     */
    public static Int8Graph of(ModelBundle bundle, List<byte[]> pictures, int weightBits)
            throws BadModelException, IOException {
        ModelProto model = ModelProto.parseFrom(GraphTrial.simplified(bundle));
        Observation observation = Observation.of(model, bundle.spec(), pictures);
        Quantiser quantiser = new Quantiser(model.getGraph(), observation, weightBits);
        byte[] onnx = model.toBuilder().setGraph(quantiser.quantised()).build().toByteArray();
        return new Int8Graph(onnx, quantiser.layers());
    }
}
