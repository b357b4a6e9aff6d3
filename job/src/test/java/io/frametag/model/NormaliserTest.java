package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormaliserTest {
    @Test
    void pixelsBecomePlanesOfNormalisedNumbers() {
        Normalisation imageNet = Normalisation.IMAGENET;
        byte[] rgb = {0, 1, (byte) 128, (byte) 255, 127, 64};
        FloatBuffer planes = FloatBuffer.allocate(6);

        new Normaliser(imageNet).normalise(rgb, planes);

        // NumPy 1.24.2, with f = np.float32: (f(x) * f(1.0 / 255.0) - f(mean)) / f(std).
        assertThat(planes.array())
                .containsExactly(-2.117904f, 2.2489083f, -2.0182073f, 0.1876752f, 0.42649257f, -0.68897593f);
    }

    @Test
    void everyByteFollowsTheFormulaIn32BitFloats() {
        Normalisation normalisation =
                new Normalisation(1 / 255f, List.of(0.4914f, 0.4822f, 0.4465f), List.of(0.2470f, 0.2435f, 0.2616f));
        Normaliser normaliser = new Normaliser(normalisation);
        FloatBuffer planes = FloatBuffer.allocate(3);

        for (int value = 0; value < 256; value++) {
            normaliser.normalise(new byte[] {(byte) value, (byte) value, (byte) value}, planes);

            for (int channel = 0; channel < 3; channel++) {
                float mean = normalisation.mean().get(channel);
                float std = normalisation.std().get(channel);
                assertThat(planes.get(channel)).isEqualTo((value * (1 / 255f) - mean) / std);
            }
        }
    }

    @Test
    void theBuffersPositionIsNeitherUsedNorMoved() {
        FloatBuffer planes = FloatBuffer.allocate(3).position(2);

        new Normaliser(Normalisation.IMAGENET).normalise(new byte[3], planes);

        assertThat(planes.position()).isEqualTo(2);
        assertThat(planes.get(0)).isEqualTo(-2.117904f);
    }
}
