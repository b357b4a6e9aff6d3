package io.frametag.tools.model;

import io.frametag.image.BadImageException;
import io.frametag.model.Label;
import io.frametag.model.ModelBundle;
import io.frametag.tools.Frame;
import io.frametag.tools.FrameFolder;
import io.frametag.tools.TextTable;
import io.frametag.tools.model.Examiner.Examined;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Two bundles on the same images, in turn, so that whatever else the machine does slows both. */
final class Comparison {
    /** Of each image by each bundle; the first is not counted. */
    private static final int RUNS = 4;

    private final FrameFolder folder;
    private final boolean labelled;
    private final Side first;
    private final Side second;
    private final TextTable differences = new TextTable(3, "differ on", "first", "second");
    private final List<String> unread = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private int compared;
    private int agreed;
    private long common;
    private float widest;

    /** One of the two. */
    private static final class Side {
        private final ModelBundle bundle;
        private final Examiner examiner;
        private final List<Long> inference = new ArrayList<>();
        private final List<Long> all = new ArrayList<>();
        private int right;

        Side(ModelBundle bundle, Examiner examiner) {
            this.bundle = bundle;
            this.examiner = examiner;
        }

        Examined examine(byte[] file) throws BadImageException {
            return examiner.examine(file, Labelling.TOP);
        }

        void count(Examined examined) {
            inference.add(examined.inference());
            all.add(examined.decode() + examined.preprocess() + examined.inference());
        }
    }

    /** @param labelled whether the folder that an image is in has the name of its label */
    Comparison(
            FrameFolder folder,
            boolean labelled,
            ModelBundle bundle,
            Examiner examiner,
            ModelBundle other,
            Examiner second) {
        this.folder = folder;
        this.labelled = labelled;
        this.first = new Side(bundle, examiner);
        this.second = new Side(other, second);
    }

    /** @return whether all images could be read */
    boolean print(PrintWriter out) {
        for (Frame frame : folder.frames()) {
            try {
                compare(frame, Examiner.bytes(frame));
            } catch (BadImageException e) {
                unread.add(frame.name() + ": " + e.getMessage());
            }
        }
        out.println("first   " + first.bundle.id());
        out.println("second  " + second.bundle.id());
        out.println();
        if (compared > 0) {
            if (agreed < compared) {
                out.println(differences);
            }
            out.print(summary());
            if (labelled) {
                out.printf(
                        Locale.ROOT,
                        "right      the best label is the image's folder on %d and %d images (%.2f%% and %.2f%%)%n",
                        first.right,
                        second.right,
                        100.0 * first.right / compared,
                        100.0 * second.right / compared);
            }
        }
        unread.forEach(out::println);
        return unread.isEmpty();
    }

    private void compare(Frame frame, byte[] file) throws BadImageException {
        Examined a = first.examine(file);
        Examined b = second.examine(file);
        for (int run = 1; run < RUNS; run++) {
            a = first.examine(file);
            b = second.examine(file);
            first.count(a);
            second.count(b);
            ratios.add((double) a.inference() / b.inference());
        }
        compared++;
        first.right += isRight(a, frame) ? 1 : 0;
        second.right += isRight(b, frame) ? 1 : 0;
        common += common(a.labels(), b.labels());
        widest = Math.max(widest, distance(a.labels(), b.labels()));
        if (best(a).equals(best(b))) {
            agreed++;
        } else {
            differences.row(List.of(frame.name(), shown(a), shown(b)));
        }
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "agreement  the best label is the same on %d of %d images (%.1f%%); of the best five %.2f are in common;%n"
                        + "           scores of labels in common differ by %.4f at most%n"
                        + "model      %s and %s ms; the first takes %.2f of the second's time (medians of %d runs in turn)%n"
                        + "all        %s and %s ms from the file to the labels%n",
                agreed,
                compared,
                100.0 * agreed / compared,
                (double) common / compared,
                widest,
                Millis.of(Millis.median(first.inference)),
                Millis.of(Millis.median(second.inference)),
                ratios.stream().sorted().skip(ratios.size() / 2).findFirst().orElseThrow(),
                ratios.size(),
                Millis.of(Millis.median(first.all)),
                Millis.of(Millis.median(second.all)));
    }

    private static boolean isRight(Examined examined, Frame frame) {
        Path in = frame.file().getParent();
        return in != null && in.endsWith(best(examined));
    }

    private static String best(Examined examined) {
        return examined.labels().isEmpty() ? "" : examined.labels().get(0).name();
    }

    private static String shown(Examined examined) {
        return examined.labels().isEmpty()
                ? "none"
                : Labelling.label(examined.labels().get(0));
    }

    private static int common(List<Label> a, List<Label> b) {
        Set<String> names = new HashSet<>(a.stream().map(Label::name).toList());
        names.retainAll(b.stream().map(Label::name).toList());
        return names.size();
    }

    private static float distance(List<Label> a, List<Label> b) {
        float widest = 0;
        for (Label label : a) {
            for (Label other : b) {
                if (label.name().equals(other.name())) {
                    widest = Math.max(widest, Math.abs(label.score() - other.score()));
                }
            }
        }
        return widest;
    }
}
