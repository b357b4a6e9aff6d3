package io.frametag.bench.fidelity;

import io.frametag.bench.Bed;
import io.frametag.bench.BenchFailure;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Spread;
import io.frametag.bench.report.Table;
import io.frametag.image.DecodeMode;
import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import io.frametag.model.BadModelException;
import io.frametag.model.Classifier;
import io.frametag.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the fast decoding is right: its pictures beside the exact ones, and its labels. */
public final class Fidelity implements Experiment {
    private static final String NAME = "fidelity";
    private static final String TEST_IMAGES = "../shared/datasets/cifar10-test.zip";
    /** Steps of 255. */
    private static final double NEAR = 1.0;

    private static final double MAX_POINTS = 0.1;
    private static final ImageGeometry IMAGENET =
            ImageGeometry.shortSide(256, Interpolation.LINEAR, new PixelSize(224, 224));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String question() {
        return "How near is the fast decoding to the exact one, in pixels and in labels?";
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public Section run(Bed bed) throws IOException {
        boolean full = bed.effort() == Effort.FULL;
        try {
            return measure(bed, ModelBundle.bundled(), full);
        } catch (BadModelException e) {
            throw new BenchFailure("The bundled model cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Section measure(Bed bed, ModelBundle bundle, boolean full) throws IOException, BadModelException {
        List<List<String>> pictures = new ArrayList<>();
        List<List<String>> labels = new ArrayList<>();
        List<String> lead = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        try (Classifier classifier = Classifier.open(bundle)) {
            for (FrameSize size : List.of(FrameSize.P720, FrameSize.P1080)) {
                List<byte[]> photos = SizedFrames.jpegs(bed.project(), size);
                int rounds = full ? 15 : 2;
                Map<Reduction, Distances> linear = Distances.measure(photos, size.pixels(), IMAGENET);
                pictures.addAll(rows(
                        "256 → 224, linear",
                        size,
                        linear,
                        ReductionTimes.measure(photos, size.pixels(), IMAGENET, rounds)));
                ImageGeometry own = bundle.spec().geometry();
                pictures.addAll(rows(
                        "32, area (the bundled model)",
                        size,
                        Distances.measure(photos, size.pixels(), own),
                        ReductionTimes.measure(photos, size.pixels(), own, rounds)));
                labels.add(List.of(size.text(), agreement(photos, bundle, classifier) + " of " + photos.size()));
                lead.add(verdict("256 linearly", size, linear));
            }
            tables.add(new Table(
                    "Mean |Δ| of the model-sized RGB in steps of 255: median over the photos (largest). Milliseconds are"
                            + " OpenCV's alone.",
                    List.of(
                            "resize",
                            "frame",
                            "decoded",
                            "from EXACT",
                            "from an area average",
                            "from antialiased linear",
                            "decode, ms",
                            "decode, resize, crop, ms"),
                    pictures));
            tables.add(new Table(
                    "The bundled model's best label, fast and exact.", List.of("frame", "the same label"), labels));
            Path zip = bed.project().resolve(TEST_IMAGES).normalize();
            if (full && Files.exists(zip)) {
                tables.add(accuracy(bed.project(), zip, bundle, classifier));
            }
        }
        return new Section(
                NAME,
                "Fast and exact",
                "deploy/frametag bench " + (full ? "--full " : "") + "--only " + NAME,
                String.join(" ", lead),
                tables,
                List.of(),
                List.of(
                        "The photos are the project's samples, most of them enlarged to the frame's size and compressed again. A"
                                + " plain linear resize skips pixels, so the exact mode's picture holds aliasing that the fast mode's"
                                + " has not: their distance is large where the fast picture is the nearer one to a resize that counts"
                                + " every pixel."));
    }

    private static List<List<String>> rows(
            String resize, FrameSize size, Map<Reduction, Distances> distances, Map<Reduction, ReductionTimes> times) {
        List<List<String>> rows = new ArrayList<>();
        distances.forEach((reduction, own) -> rows.add(List.of(
                resize,
                size.text(),
                reduction.name(),
                text(own.fromExact()),
                text(own.fromArea()),
                text(own.fromAntialiased()),
                times.get(reduction).decode().text(2),
                times.get(reduction).picture().text(2))));
        return rows;
    }

    private static String text(List<Double> distances) {
        Spread spread = Spread.of(distances);
        return String.format(Locale.ROOT, "%.2f (%.2f)", spread.median(), spread.max());
    }

    /** Whether the fast decoding is the better one, by both references, and how far it is from the exact one. */
    static String verdict(String resize, FrameSize size, Map<Reduction, Distances> distances) {
        Distances fast = distances.get(Reduction.FAST);
        Distances exact = distances.get(Reduction.NONE);
        int photos = fast.fromExact().size();
        long within =
                fast.fromExact().stream().filter(distance -> distance <= NEAR).count();
        return String.format(
                Locale.ROOT,
                "At %s, resized to %s, FAST is within %.1f of EXACT on %d of %d photos, and nearer than EXACT to an antialiased"
                        + " linear resize on %d, to an area average on %d.",
                size.text(),
                resize,
                NEAR,
                within,
                photos,
                nearer(fast.fromAntialiased(), exact.fromAntialiased()),
                nearer(fast.fromArea(), exact.fromArea()));
    }

    private static int nearer(List<Double> ones, List<Double> others) {
        int nearer = 0;
        for (int i = 0; i < ones.size(); i++) {
            nearer += ones.get(i) < others.get(i) ? 1 : 0;
        }
        return nearer;
    }

    private static int agreement(List<byte[]> photos, ModelBundle bundle, Classifier classifier) {
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

    private static Table accuracy(Path project, Path zip, ModelBundle bundle, Classifier classifier)
            throws IOException {
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
