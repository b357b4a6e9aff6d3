package io.frametag.model;

import ai.onnxruntime.OnnxJavaType;

/**
 * A graph's input.
 *
 * @param type 32-bit floats, normalised, or unsigned bytes: these go in as they are, since a byte cannot hold a normalised
 *     value, so that the arithmetic must be the graph's own
 * @param layout where the channels are
 */
record GraphInput(String name, OnnxJavaType type, Layout layout) {
    enum Layout {
        /** [1, 3, height, width], NCHW. */
        PLANES {
            @Override
            long[] shape(long width, long height) {
                return new long[] {1, Normaliser.CHANNELS, height, width};
            }
        },
        /** [1, height, width, 3], NHWC. */
        INTERLEAVED {
            @Override
            long[] shape(long width, long height) {
                return new long[] {1, height, width, Normaliser.CHANNELS};
            }
        };

        abstract long[] shape(long width, long height);
    }

    long[] shape(int width, int height) {
        return layout.shape(width, height);
    }

    /** @param tensor of this input's type and shape, open for longer than what is returned */
    ImageInput open(ModelSpec spec, NativeTensor tensor) {
        if (type == OnnxJavaType.UINT8) {
            return new ByteInput(layout, tensor.bytes());
        }
        return layout == Layout.PLANES
                ? new Normaliser(spec.normalisation(), spec.width(), spec.height(), tensor.floats())
                : new InterleavedNormaliser(spec.normalisation(), tensor.floats());
    }
}
