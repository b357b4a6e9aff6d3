package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormaliserTest {
    @Test
    void pixelsBecomePlanesOfNormalisedNumbers() {
        byte[] rgb = {0, 1, (byte) 128, (byte) 255, 127, 64};

        float[] planes = normalised(Normalisation.IMAGENET, 2, 1, rgb);

        // NumPy 1.24.2, with f = np.float32: (f(x) * f(1.0 / 255.0) - f(mean)) / f(std).
        assertThat(planes).containsExactly(-2.117904f, 2.2489083f, -2.0182073f, 0.1876752f, 0.42649257f, -0.68897593f);
    }

    @Test
    void everyByteFollowsTheFormulaIn32BitFloats() {
        Normalisation normalisation =
                new Normalisation(1 / 255f, List.of(0.4914f, 0.4822f, 0.4465f), List.of(0.2470f, 0.2435f, 0.2616f));
        byte[] greys = new byte[256 * Normaliser.CHANNELS];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (i / Normaliser.CHANNELS);
        }

        float[] planes = normalised(normalisation, 16, 16, greys);

        for (int channel = 0; channel < Normaliser.CHANNELS; channel++) {
            float mean = normalisation.mean().get(channel);
            float std = normalisation.std().get(channel);
            for (int value = 0; value < 256; value++) {
                assertThat(planes[channel * 256 + value]).isEqualTo((value * (1 / 255f) - mean) / std);
            }
        }
    }

    @Test
    void theBuffersPositionIsNeitherUsedNorMoved() {
        FloatBuffer planes = direct(3).position(2);
        try (Normaliser normaliser = new Normaliser(Normalisation.IMAGENET, 1, 1, planes)) {
            normaliser.normalise(new byte[3]);
        }

        assertThat(planes.position()).isEqualTo(2);
        assertThat(planes.get(0)).isEqualTo(-2.117904f);
    }

    @Test
    void eachImageReplacesTheOneBefore() {
        FloatBuffer planes = direct(3);
        try (Normaliser normaliser = new Normaliser(Normalisation.IMAGENET, 1, 1, planes)) {
            normaliser.normalise(new byte[] {(byte) 255, (byte) 255, (byte) 255});
            normaliser.normalise(new byte[3]);
        }

        assertThat(planes.get(0)).isEqualTo(-2.117904f);
    }

    @Test
    void nothingIsWrittenOutsideOfThePlanes() {
        assertThatThrownBy(() -> new Normaliser(Normalisation.IMAGENET, 2, 1, direct(5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Normaliser(Normalisation.IMAGENET, 1, 1, FloatBuffer.allocate(3)))
                .isInstanceOf(IllegalArgumentException.class);
        try (Normaliser normaliser = new Normaliser(Normalisation.IMAGENET, 1, 1, direct(3))) {
            assertThatThrownBy(() -> normaliser.normalise(new byte[6])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** @return [3, height, width] */
    static float[] normalised(Normalisation normalisation, int width, int height, byte[] rgb) {
        FloatBuffer planes = direct(rgb.length);
        try (Normaliser normaliser = new Normaliser(normalisation, width, height, planes)) {
            normaliser.normalise(rgb);
        }
        float[] values = new float[rgb.length];
        planes.get(0, values);
        return values;
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
