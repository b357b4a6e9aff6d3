package io.frametag.model;

import io.frametag.image.ImageGeometry;
import java.util.List;

/**
 * What a bundle says of its model: which pixels go in and what the answers are called.
 *
 * @param name {@code Global.model_name}
 * @param geometry from a decoded image to one of the model's size
 * @param normalisation from bytes to the model's numbers
 * @param topK how many answers its maker thinks worth showing, at least 1
 * @param labels the name of each class, by its index in the output
 */
public record ModelSpec(
        String name, ImageGeometry geometry, Normalisation normalisation, int topK, List<String> labels) {
    public ModelSpec {
        labels = List.copyOf(labels);
    }

    /**
     * Reads {@code inference.yml} with PaddleClas's meaning of every key. What is not understood is refused rather than
     * passed over, since a step left out gives wrong labels, not an error.
     *
     * @throws BadModelException naming the path to the key
     */
    public static ModelSpec parse(String yml) throws BadModelException {
        return InferenceYml.parse(yml);
    }

    /** @return the width in pixels of the image that the model reads */
    public int width() {
        return geometry.output().width();
    }

    /** @return the height in pixels of the image that the model reads */
    public int height() {
        return geometry.output().height();
    }
}
