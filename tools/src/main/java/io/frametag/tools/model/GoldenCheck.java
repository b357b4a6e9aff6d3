package io.frametag.tools.model;

import io.frametag.model.BadModelException;
import io.frametag.model.BundleFiles;
import io.frametag.model.Classifier;
import io.frametag.model.GoldenAnswers;
import io.frametag.model.ModelBundle;
import io.frametag.pipeline.ShownUri;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Holds a bundle's golden answers, if it is a folder that has some, against what it answers here. */
final class GoldenCheck {
    private GoldenCheck() {}

    /** @return false if an answer is another; says which */
    static boolean holds(String location, ModelBundle bundle, PrintWriter out) {
        if (location.startsWith("bundled:")) {
            return true;
        }
        if (location.contains(":")) {
            out.println("Golden answers are looked for in local folders only: those of " + ShownUri.of(location)
                    + ", if it has some, are not.");
            out.println();
            return true;
        }
        try {
            Optional<GoldenAnswers> golden = GoldenAnswers.read(BundleFiles.folder(Path.of(location)), bundle);
            if (golden.isPresent()) {
                try (Classifier classifier = Classifier.open(bundle)) {
                    golden.get().check(classifier);
                }
                out.println("All " + golden.get().images().size() + " golden answers are the same here.");
                out.println();
            }
            return true;
        } catch (BadModelException e) {
            out.println("Not as it was packed: " + e.getMessage());
            out.println();
            return false;
        } catch (IOException e) {
            throw CommandFailure.failed("The golden answers of " + location + " cannot be read: " + e.getMessage(), e);
        }
    }
}
