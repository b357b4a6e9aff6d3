package io.frametag.pipeline;

import io.frametag.image.Decoding;
import io.frametag.image.ImageDecoder;
import io.frametag.image.ImageLimits;
import io.frametag.image.Preprocessor;
import io.frametag.model.BadModelException;
import io.frametag.model.Classifier;
import io.frametag.model.ModelBundle;
import io.frametag.model.ModelId;
import java.util.Optional;

/**
 * All that a record meets on its way through one model: a decoder that knows what the model resizes to, its preprocessing, its
 * session. It may be opened on one thread and used on another, by one at a time. Native memory is held until {@link #close}.
 */
public final class OpenModel implements AutoCloseable {
    private final ImageDecoder decoder;
    private final Preprocessor preprocessor;
    private final Classifier classifier;
    private final int topK;

    private OpenModel(ImageDecoder decoder, Preprocessor preprocessor, Classifier classifier, int topK) {
        this.decoder = decoder;
        this.preprocessor = preprocessor;
        this.classifier = classifier;
        this.topK = topK;
    }

    /**
     * Opens the session, holds it against the bundle's description and warms it up.
     *
     * @param topK labels per image; empty for what the bundle says
     * @throws BadModelException as {@link Classifier#open}; nothing stays open
     */
    public static OpenModel open(ModelBundle bundle, ImageLimits limits, Decoding decoding, Optional<Integer> topK)
            throws BadModelException {
        var geometry = bundle.spec().geometry();
        ImageDecoder decoder = new ImageDecoder(limits, decoding, geometry);
        try {
            Preprocessor preprocessor = new Preprocessor(decoding.mode(), geometry);
            try {
                int most = topK.orElse(bundle.spec().topK());
                return new OpenModel(decoder, preprocessor, Classifier.open(bundle), most);
            } catch (Throwable e) {
                preprocessor.close();
                throw e;
            }
        } catch (Throwable e) {
            decoder.close();
            throw e;
        }
    }

    public ModelId id() {
        return classifier.model();
    }

    ImageDecoder decoder() {
        return decoder;
    }

    Preprocessor preprocessor() {
        return preprocessor;
    }

    public Classifier classifier() {
        return classifier;
    }

    int topK() {
        return topK;
    }

    /** Frees the native memory. A second call does nothing. */
    @Override
    public void close() {
        decoder.close();
        preprocessor.close();
        classifier.close();
    }
}
