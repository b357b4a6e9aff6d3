package io.frametag.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.frametag.natives.NativeHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Numbers that Java and ONNX Runtime both see: what is written to {@code bytes} is in the tensor, and the other way round.
 * Lives until closed.
 */
record NativeTensor(ByteBuffer bytes, OnnxTensor tensor) implements AutoCloseable {
    private static final String KIND = "OnnxTensor";

    /** @param type 32-bit floats or unsigned bytes */
    static NativeTensor allocate(OnnxJavaType type, long... shape) throws OrtException {
        long size = type.size;
        for (long side : shape) {
            size = Math.multiplyExact(size, side);
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        NativeTensor allocated = new NativeTensor(
                bytes,
                type == OnnxJavaType.FLOAT
                        ? OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape)
                        : OnnxTensor.createTensor(environment, bytes, shape, type));
        NativeHandles.opened(KIND);
        return allocated;
    }

    /** A new view of the same memory. */
    FloatBuffer floats() {
        return bytes.asFloatBuffer();
    }

    @Override
    public void close() {
        tensor.close();
        NativeHandles.closed(KIND);
    }
}
