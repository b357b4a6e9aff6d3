package io.frametag.release;

import io.frametag.image.Decoding;
import io.frametag.image.ImageLimits;
import io.frametag.model.BadModelException;
import io.frametag.model.ModelBundle;
import io.frametag.pipeline.ModelReference;
import io.frametag.pipeline.OpenModel;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** Loads, warms up and tries a model. Safe for use by several threads. */
@FunctionalInterface
public interface ModelOpener extends Serializable {
    /**
     * Opens what a reference names.
     *
     * @return the caller's to close
     * @throws BadModelException if it cannot be used
     * @throws IOException if it cannot be read now
     */
    OpenModel open(ModelReference model) throws BadModelException, IOException;

    /**
     * @param topK labels per image; null for what each bundle says
     * @param trial of each model
     */
    static ModelOpener of(ImageLimits limits, Decoding decoding, Integer topK, ModelTrial trial) {
        return model -> {
            ModelBundle bundle = model.load();
            OpenModel opened = OpenModel.open(bundle, limits, decoding, Optional.ofNullable(topK));
            try {
                trial.hold(model.files(), bundle, opened.classifier());
                return opened;
            } catch (Throwable e) {
                opened.close();
                throw e;
            }
        };
    }
}
