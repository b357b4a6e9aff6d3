package io.frametag.model;

import io.frametag.image.FloatPlanes;
import io.frametag.image.PixelSize;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Turns an interleaved RGB image into the planes that the model reads. A byte has 256 values, so the arithmetic is done
 * once, into a table per channel.
 *
 * <p>For one thread at a time. The planes are the session's, which is closed after this.
 */
final class Normaliser implements ImageInput {
    static final int CHANNELS = 3;

    private final FloatPlanes planes;

    /** @param input [3, height, width], direct: filled from index 0 by each call, whatever its position */
    Normaliser(Normalisation normalisation, int width, int height, FloatBuffer input) {
        planes = new FloatPlanes(
                new PixelSize(width, height),
                List.of(normalisation.table(0), normalisation.table(1), normalisation.table(2)),
                input);
    }

    @Override
    public void write(byte[] rgb) {
        normalise(rgb);
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
