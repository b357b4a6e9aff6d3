package io.frametag.release;

import io.frametag.model.BadModelException;
import io.frametag.model.BundleFiles;
import io.frametag.model.Classifier;
import io.frametag.model.GoldenAnswers;
import io.frametag.model.ModelBundle;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** What a model has to stand once it is open and warm, before any record meets it. */
@FunctionalInterface
public interface ModelTrial extends Serializable {
    /** The answers that the bundle gave where it was packed, if it was packed with any. */
    ModelTrial GOLDEN = (files, bundle, classifier) -> {
        Optional<GoldenAnswers> golden = GoldenAnswers.read(files, bundle);
        if (golden.isPresent()) {
            golden.get().check(classifier);
        }
    };

    /**
     * Looks at it, on the thread that loads.
     *
     * @param files of the bundle's folder, with what else is in it
     * @param classifier open; stays so
     * @throws BadModelException if it does not stand it, with a sentence that becomes the release's refusal
     * @throws IOException if something in the folder cannot be read now
     */
    void hold(BundleFiles files, ModelBundle bundle, Classifier classifier) throws BadModelException, IOException;
}
