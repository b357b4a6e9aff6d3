package io.frametag.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.frametag.natives.NativeHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Floats that Java and ONNX Runtime both see: what is written to {@code floats} is in the tensor, and the other way
 * round. Lives until closed.
 */
record NativeTensor(FloatBuffer floats, OnnxTensor tensor) implements AutoCloseable {
    private static final String KIND = "OnnxTensor";

    static NativeTensor allocate(long... shape) throws OrtException {
        long bytes = Float.BYTES;
        for (long side : shape) {
            bytes = Math.multiplyExact(bytes, side);
        }
        FloatBuffer floats = ByteBuffer.allocateDirect(Math.toIntExact(bytes))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        NativeTensor allocated =
                new NativeTensor(floats, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), floats, shape));
        NativeHandles.opened(KIND);
        return allocated;
    }

    @Override
    public void close() {
        tensor.close();
        NativeHandles.closed(KIND);
    }
}
