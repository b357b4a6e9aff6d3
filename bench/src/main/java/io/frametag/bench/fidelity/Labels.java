package io.frametag.bench.fidelity;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.report.Table;
import io.frametag.image.DecodeMode;
import io.frametag.model.Classifier;
import io.frametag.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the bundled model says of pictures that were decoded fast and exactly. */
record Labels(ModelBundle bundle, Classifier classifier) {
    private static final double MAX_POINTS = 0.1;

    /** @return on how many of the photos the best label is the same */
    int agreement(List<byte[]> photos) {
        int same = 0;
        try (Pictures fast = new Pictures(DecodeMode.FAST, bundle.spec().geometry());
                Pictures exact = new Pictures(DecodeMode.EXACT, bundle.spec().geometry())) {
            for (byte[] photo : photos) {
                int byFast = classifier.classify(fast.rgb(photo), 1).get(0).index();
                same += byFast
                                == classifier
                                        .classify(exact.rgb(photo), 1)
                                        .get(0)
                                        .index()
                        ? 1
                        : 0;
            }
        }
        return same;
    }

    /**
     * The accuracy in either mode, beside the model card's.
     *
     * @param zip as {@link Accuracy#measure} reads it
     * @throws BenchFailure if they differ by more than {@value #MAX_POINTS} points
     */
    Table accuracy(Path project, Path zip) throws IOException {
        double card = Accuracy.ofCard(project);
        List<List<String>> rows = new ArrayList<>();
        for (DecodeMode mode : DecodeMode.values()) {
            Accuracy accuracy = Accuracy.measure(zip, bundle, classifier, mode);
            if (Math.abs(accuracy.percent() - card) > MAX_POINTS) {
                throw new BenchFailure(String.format(
                        Locale.ROOT,
                        "In %s mode the bundled model is right on %.2f %% of CIFAR-10's test images, but its card says %.2f %%.",
                        mode,
                        accuracy.percent(),
                        card));
            }
            rows.add(List.of(
                    mode.toString(),
                    String.format(Locale.ROOT, "%.2f", accuracy.percent()),
                    String.format(Locale.ROOT, "%,d of %,d", accuracy.right(), accuracy.of()),
                    String.format(Locale.ROOT, "%.2f", card)));
        }
        return new Table(
                "The bundled model on CIFAR-10's test images, through the job's own classes.",
                List.of("decoding", "top-1, %", "right", "the model card's, %"),
                rows);
    }
}
