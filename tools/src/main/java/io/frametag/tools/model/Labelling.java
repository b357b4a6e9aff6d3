package io.frametag.tools.model;

import io.frametag.image.BadImageException;
import io.frametag.model.Label;
import io.frametag.model.ModelBundle;
import io.frametag.tools.Frame;
import io.frametag.tools.FrameFolder;
import io.frametag.tools.TextTable;
import io.frametag.tools.model.Examiner.Examined;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of the five best labels of each image, and of the time each stage took. */
final class Labelling {
    static final int TOP = 5;
    /** The first warms up; of the others the last is shown. */
    private static final int RUNS = 3;

    private final FrameFolder folder;
    private final ModelBundle bundle;
    private final Examiner examiner;

    Labelling(FrameFolder folder, ModelBundle bundle, Examiner examiner) {
        this.folder = folder;
        this.bundle = bundle;
        this.examiner = examiner;
    }

    /** @return whether all images could be read */
    boolean print(PrintWriter out) {
        out.println(bundle.id() + " on " + folder.frames().size() + " images; milliseconds of the last of " + RUNS
                + " runs.");
        out.println();
        TextTable table = new TextTable(5, "image", "labels", "decode", "picture", "model");
        List<String> unread = new ArrayList<>();
        List<Long> decode = new ArrayList<>();
        List<Long> preprocess = new ArrayList<>();
        List<Long> inference = new ArrayList<>();
        for (Frame frame : folder.frames()) {
            byte[] file = Examiner.bytes(frame);
            try {
                Examined examined = examiner.examine(file, TOP);
                for (int run = 1; run < RUNS; run++) {
                    examined = examiner.examine(file, TOP);
                }
                decode.add(examined.decode());
                preprocess.add(examined.preprocess());
                inference.add(examined.inference());
                table.row(List.of(
                        frame.name(),
                        labels(examined.labels()),
                        Millis.of((double) examined.decode()),
                        Millis.of((double) examined.preprocess()),
                        Millis.of((double) examined.inference())));
            } catch (BadImageException e) {
                unread.add(frame.name() + ": " + e.getMessage());
            }
        }
        if (!inference.isEmpty()) {
            table.row(List.of(
                    "median",
                    "",
                    Millis.of(Millis.median(decode)),
                    Millis.of(Millis.median(preprocess)),
                    Millis.of(Millis.median(inference))));
        }
        out.print(table);
        unread.forEach(out::println);
        return unread.isEmpty();
    }

    static String labels(List<Label> labels) {
        return labels.isEmpty()
                ? "none"
                : String.join(", ", labels.stream().map(Labelling::label).toList());
    }

    static String label(Label label) {
        return String.format(Locale.ROOT, "%s %.1f%%", label.name(), label.score() * 100);
    }
}
