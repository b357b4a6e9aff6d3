package io.frametag.model;

import io.frametag.image.FloatPlanes;
import io.frametag.image.PixelSize;
import java.nio.FloatBuffer;

/**
 * Turns an interleaved RGB image into the planes that the model reads: {@code (value × scale − mean) / std}, computed as
 * {@code value × (scale / std) − mean / std}, which rounds differently by two units in the last place at most.
 *
 * <p>For one thread at a time. The planes are the session's, which is closed after this.
 */
final class Normaliser implements AutoCloseable {
    static final int CHANNELS = 3;

    private final FloatPlanes planes;

    /** @param input [3, height, width], direct, filled from its start by each call */
    Normaliser(Normalisation normalisation, int width, int height, FloatBuffer input) {
        double[] factors = new double[CHANNELS];
        double[] offsets = new double[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            double std = normalisation.std().get(channel);
            factors[channel] = normalisation.scale() / std;
            offsets[channel] = -normalisation.mean().get(channel) / std;
        }
        planes = new FloatPlanes(new PixelSize(width, height), factors, offsets, input);
    }

    /** @param rgb [height, width, 3], unsigned bytes */
    void normalise(byte[] rgb) {
        planes.fill(rgb);
    }

    @Override
    public void close() {
        planes.close();
    }
}
