package io.frametag.model;

import java.util.List;

/**
 * How a channel's byte becomes the model's number: {@code (byte * scale - mean) / std} in 32-bit floats, in that order,
 * as PaddleClas's {@code NormalizeImage} has it, and transformers' {@code rescale} and {@code normalize}.
 *
 * @param scale the same for all channels
 * @param mean red, green, blue
 * @param std red, green, blue; none is zero
 */
public record Normalisation(float scale, List<Float> mean, List<Float> std) {
    /** What {@code NormalizeImage} takes for a value it is not given: ImageNet's statistics. */
    static final Normalisation IMAGENET =
            new Normalisation((float) (1.0 / 255.0), List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

    private static final int BYTE_VALUES = 256;

    public Normalisation {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != Normaliser.CHANNELS || std.size() != Normaliser.CHANNELS || std.contains(0f)) {
            throw new IllegalArgumentException("mean " + mean + ", std " + std);
        }
    }

    /** @return the model's number for each byte of a channel */
    float[] table(int channel) {
        float[] table = new float[BYTE_VALUES];
        for (int value = 0; value < BYTE_VALUES; value++) {
            table[value] = (value * scale - mean.get(channel)) / std.get(channel);
        }
        return table;
    }
}
