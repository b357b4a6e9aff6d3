package io.frametag.bench.fidelity;

import io.frametag.bench.Bed;
import io.frametag.bench.BenchFailure;
import io.frametag.bench.Effort;
import io.frametag.bench.Experiment;
import io.frametag.bench.frames.FrameSize;
import io.frametag.bench.frames.SizedFrames;
import io.frametag.bench.report.Section;
import io.frametag.bench.report.Table;
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
    /** Not part of the project: where they are not, labels are compared on the sample photos alone. */
    private static final String TEST_IMAGES = "bench/datasets/cifar10-test.zip";

    private static final String WHY_THEY_DIFFER =
            "The photos are the project's samples, most of them enlarged to the frame's size and compressed again. A"
                    + " plain linear resize skips pixels, so the exact picture holds aliasing that the fast one has not: a"
                    + " distance between them is no error of either. The two references count every pixel of the whole"
                    + " image: OpenCV's area average, and a linear resize with a triangle as wide as the reduction, as"
                    + " Pillow does it.";
    private static final List<FrameSize> SIZES = List.of(FrameSize.P720, FrameSize.P1080);
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
        try {
            ModelBundle bundle = ModelBundle.bundled();
            try (Classifier classifier = Classifier.open(bundle)) {
                return section(bed, new Labels(bundle, classifier));
            }
        } catch (BadModelException e) {
            throw new BenchFailure("The bundled model cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Section section(Bed bed, Labels labels) throws IOException {
        boolean full = bed.effort() == Effort.FULL;
        ImageGeometry bundled = labels.bundle().spec().geometry();
        PictureTable pictures = new PictureTable();
        List<List<String>> agreement = new ArrayList<>();
        List<String> lead = new ArrayList<>();
        for (FrameSize size : SIZES) {
            bed.say("  the sample photos at " + size.text());
            List<byte[]> photos = SizedFrames.jpegs(bed.project(), size);
            for (ImageGeometry geometry : List.of(IMAGENET, bundled)) {
                Map<Reduction, Distances> distances = Distances.measure(photos, size.pixels(), geometry);
                pictures.add(
                        words(geometry),
                        size,
                        distances,
                        ReductionTimes.measure(photos, size.pixels(), geometry, full ? 15 : 2));
                Distances fast = distances.get(Reduction.FAST);
                lead.add(FastVerdict.distance(words(geometry), size, fast));
                if (geometry.interpolation() != Interpolation.AREA) {
                    lead.add(FastVerdict.nearer(fast, distances.get(Reduction.NONE)));
                }
            }
            agreement.add(List.of(size.text(), labels.agreement(photos) + " of " + photos.size()));
        }
        List<Table> tables = new ArrayList<>();
        tables.add(pictures.table());
        tables.add(new Table(
                "The bundled model's best label, fast and exact.", List.of("frame", "the same label"), agreement));
        List<String> notes = new ArrayList<>(List.of(WHY_THEY_DIFFER));
        if (full) {
            accuracy(bed, labels, tables, notes);
        }
        return new Section(
                NAME,
                "Fast and exact",
                "deploy/frametag bench " + (full ? "--full " : "") + "--only " + NAME,
                String.join(" ", lead),
                tables,
                List.of(),
                notes);
    }

    private static void accuracy(Bed bed, Labels labels, List<Table> tables, List<String> notes) throws IOException {
        Path zip = bed.project().resolve(TEST_IMAGES).normalize();
        if (!Files.exists(zip)) {
            notes.add(
                    "CIFAR-10's test images are not on this machine: the accuracy on them was not measured. They belong into "
                            + TEST_IMAGES
                            + ", seen from the project's folder: JPEGs, each in a folder with its class's name.");
            bed.say("  " + notes.get(notes.size() - 1));
            return;
        }
        bed.say("  CIFAR-10's test images");
        tables.add(labels.accuracy(bed.project(), zip));
    }

    /** @return {@code a short side of 256, linear} */
    private static String words(ImageGeometry geometry) {
        return geometry.resize() + ", " + geometry.interpolation().toString().toLowerCase(Locale.ROOT);
    }
}
