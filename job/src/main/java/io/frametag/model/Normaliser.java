package io.frametag.model;

import java.nio.FloatBuffer;

/**
 * Turns an interleaved RGB image into the planes that the model reads. A byte has 256 values, so the arithmetic is done
 * once, into a table per channel.
 */
final class Normaliser {
    static final int CHANNELS = 3;
    private static final int BYTE_VALUES = 256;

    private final float[] red;
    private final float[] green;
    private final float[] blue;

    Normaliser(Normalisation normalisation) {
        red = table(normalisation, 0);
        green = table(normalisation, 1);
        blue = table(normalisation, 2);
    }

    private static float[] table(Normalisation normalisation, int channel) {
        float scale = normalisation.scale();
        float mean = normalisation.mean().get(channel);
        float std = normalisation.std().get(channel);
        float[] table = new float[BYTE_VALUES];
        for (int value = 0; value < BYTE_VALUES; value++) {
            table[value] = (value * scale - mean) / std;
        }
        return table;
    }

    /**
     * Fills {@code planes} from index 0, whatever its position, and leaves the position alone.
     *
     * @param rgb [height, width, 3], unsigned bytes
     * @param planes [3, height, width]
     */
    void normalise(byte[] rgb, FloatBuffer planes) {
        int plane = rgb.length / CHANNELS;
        for (int pixel = 0, at = 0; pixel < plane; pixel++, at += CHANNELS) {
            planes.put(pixel, red[rgb[at] & 0xFF]);
            planes.put(plane + pixel, green[rgb[at + 1] & 0xFF]);
            planes.put(2 * plane + pixel, blue[rgb[at + 2] & 0xFF]);
        }
    }
}
