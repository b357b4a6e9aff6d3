package io.frametag.model;

import java.nio.FloatBuffer;

/** {@link Normaliser} for a graph that reads the channels side by side. */
final class InterleavedNormaliser implements ImageInput {
    private static final int BYTE = 0xFF;

    private final float[] red;
    private final float[] green;
    private final float[] blue;
    private final float[] values;
    private final FloatBuffer tensor;

    /** @param tensor [height, width, 3], written from index 0, whatever its position */
    InterleavedNormaliser(Normalisation normalisation, FloatBuffer tensor) {
        this.red = normalisation.table(0);
        this.green = normalisation.table(1);
        this.blue = normalisation.table(2);
        this.values = new float[tensor.capacity()];
        this.tensor = tensor;
    }

    @Override
    public void write(byte[] rgb) {
        for (int i = 0; i < values.length; i += Normaliser.CHANNELS) {
            values[i] = red[rgb[i] & BYTE];
            values[i + 1] = green[rgb[i + 1] & BYTE];
            values[i + 2] = blue[rgb[i + 2] & BYTE];
        }
        tensor.put(0, values);
    }

    @Override
    public void close() {}
}
