package io.frametag.bench.fidelity;

import io.frametag.bench.BenchFailure;
import io.frametag.image.DecodeMode;
import io.frametag.model.Classifier;
import io.frametag.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** How often the bundled model's best label is the right one. */
record Accuracy(int right, int of) {
    private static final String CARD = "job/models/pp-lcnet-x0_5-cifar10/MODEL_CARD.md";
    /** The card's table gives top-1 in bold. */
    private static final Pattern CARD_TOP1 = Pattern.compile("top-1.*\\*\\*([0-9]+\\.[0-9]+) %\\*\\*");

    double percent() {
        return 100.0 * right / of;
    }

    /** @param zip of JPEGs, each in a folder with its class's name */
    static Accuracy measure(Path zip, ModelBundle bundle, Classifier classifier, DecodeMode mode) throws IOException {
        int right = 0;
        int of = 0;
        try (ZipFile images = new ZipFile(zip.toFile());
                Pictures pictures = new Pictures(mode, bundle.spec().geometry())) {
            List<? extends ZipEntry> entries = images.stream()
                    .filter(entry -> entry.getName().endsWith(".jpg"))
                    .toList();
            for (ZipEntry entry : entries) {
                Path name = Path.of(entry.getName());
                String truth = name.getName(name.getNameCount() - 2).toString();
                byte[] jpeg = images.getInputStream(entry).readAllBytes();
                String best = classifier.classify(pictures.rgb(jpeg), 1).get(0).name();
                of++;
                right += best.equals(truth) ? 1 : 0;
            }
        }
        return new Accuracy(right, of);
    }

    /** @return what the bundled model's card says, percent */
    static double ofCard(Path project) throws IOException {
        Matcher top1 = CARD_TOP1.matcher(Files.readString(project.resolve(CARD)));
        if (!top1.find()) {
            throw new BenchFailure(CARD + " has no line with the top-1 accuracy in bold.");
        }
        return Double.parseDouble(top1.group(1));
    }
}
