package io.frametag.model;

import io.frametag.image.ImageGeometry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a bundle says of its model: which pixels go in and what the answers are called.
 *
 * @param name what its maker calls it: {@code Global.model_name} in {@code inference.yml}
 * @param geometry from a decoded image to one of the model's size
 * @param normalisation from bytes to the model's numbers
 * @param answers which of its scores are the answer
 * @param labels the name of each class, by its index in the output
 * @param describedBy the file that says so, for messages
 * @param labelledBy the place that has the labels, for messages
 */
public record ModelSpec(
        String name,
        ImageGeometry geometry,
        Normalisation normalisation,
        Answers answers,
        List<String> labels,
        String describedBy,
        String labelledBy) {
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
        try {
            return InferenceYml.parse(yml, LabelSource.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is read here.", e);
        }
    }

    /** @return how many answers its maker thinks worth showing, at least 1 */
    public int topK() {
        return answers.topK();
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
