package io.frametag.tools.model.int8;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The weights of a layer as signed bytes, with a scale for each output channel: {@code scale * byte}.
 *
 * @param sides of the tensor
 * @param axis of the output channels
 * @param scales one a channel
 */
record Weights(List<Long> sides, int axis, byte[] bytes, float[] scales) {
    /**
     * Rounds weights to bytes.
     *
     * @param leastScales one a channel
     * @param bits 8; or 7, since without VNNI the products of two neighbours are summed in 16 bits on x86-64, where 8 bits saturate
     */
    static Weights of(TensorProto weights, int axis, int bits, float[] leastScales) {
        int most = (1 << (bits - 1)) - 1;
        float[] floats = floats(weights);
        List<Long> sides = weights.getDimsList();
        int channels = Math.toIntExact(sides.get(axis));
        int inner = 1;
        for (int side = axis + 1; side < sides.size(); side++) {
            inner *= Math.toIntExact(sides.get(side));
        }
        float[] scales = new float[channels];
        for (int i = 0; i < floats.length; i++) {
            int channel = i / inner % channels;
            scales[channel] = Math.max(scales[channel], Math.abs(floats[i]));
        }
        for (int channel = 0; channel < channels; channel++) {
            scales[channel] = Math.max(scales[channel] / most, leastScales[channel]);
        }
        byte[] bytes = new byte[floats.length];
        for (int i = 0; i < floats.length; i++) {
            bytes[i] = (byte) Math.round(floats[i] / scales[i / inner % channels]);
        }
        return new Weights(sides, axis, bytes, scales);
    }

    /** @return the numbers of a tensor of 32-bit floats, in either of the two ways that ONNX has for them */
    static float[] floats(TensorProto tensor) {
        if (!tensor.hasRawData()) {
            float[] floats = new float[tensor.getFloatDataCount()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = tensor.getFloatData(i);
            }
            return floats;
        }
        FloatBuffer raw = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] floats = new float[raw.remaining()];
        raw.get(floats);
        return floats;
    }

    static TensorProto tensor(String name, float... floats) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        return tensor(name, DataType.FLOAT, List.of((long) floats.length), bytes.array());
    }

    static TensorProto tensor(String name, int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(numbers);
        return tensor(name, DataType.INT32, List.of((long) numbers.length), bytes.array());
    }

    static TensorProto tensor(String name, DataType type, List<Long> sides, byte[] bytes) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(sides)
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }
}
