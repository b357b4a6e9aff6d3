package io.frametag.tools.model;

import io.frametag.image.ImageGeometry;
import io.frametag.image.Resampler;
import io.frametag.model.Answers;
import io.frametag.model.GraphFacts;
import io.frametag.model.ModelBundle;
import io.frametag.model.ModelSpec;
import io.frametag.model.Normalisation;
import io.frametag.tools.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code model inspect} prints. */
final class InspectText {
    private static final int SHOWN_LABELS = 4;

    private InspectText() {}

    /** @param output what the graph's output was found to be */
    static String of(ModelBundle bundle, GraphFacts facts, String output) {
        ModelSpec spec = bundle.spec();
        TextTable table = new TextTable(2, "model", spec.name())
                .row(List.of("sha256", bundle.id().sha256()))
                .row(List.of("files", String.join(", ", bundle.fileNames())))
                .row(List.of("input", String.join("; ", facts.inputs())))
                .row(List.of("output", String.join("; ", facts.outputs()) + ", which is " + output))
                .row(List.of("opset", opsets(facts)))
                .row(List.of("parameters", String.format(Locale.ROOT, "%,d", facts.parameters())))
                .row(List.of("MACs", String.format(Locale.ROOT, "%,d an image", facts.macs())))
                .row(List.of("operators", operators(facts.operators())))
                .row(List.of("picture", picture(spec.geometry())))
                .row(List.of("numbers", numbers(spec.normalisation(), facts)))
                .row(List.of("labels", labels(spec)))
                .row(List.of("answer", answer(spec.answers())));
        warnings(spec, facts).forEach(warning -> table.row(List.of("warning", warning)));
        return table.toString();
    }

    private static String opsets(GraphFacts facts) {
        String opsets = facts.opsets().entrySet().stream()
                .map(entry -> (entry.getKey().isEmpty() ? "" : entry.getKey() + " ") + entry.getValue())
                .collect(Collectors.joining(", "));
        return facts.producer().isEmpty() ? opsets : opsets + ", written by " + facts.producer();
    }

    private static String operators(Map<String, Integer> operators) {
        return operators.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String picture(ImageGeometry geometry) {
        return "resized to " + geometry.resize() + " ("
                + (geometry.resampler() == Resampler.PILLOW ? "Pillow" : "OpenCV")
                + ", " + geometry.interpolation().toString().toLowerCase(Locale.ROOT) + "), of which the middle "
                + geometry.output();
    }

    private static String numbers(Normalisation normalisation, GraphFacts facts) {
        return takesBytes(facts)
                ? "the bytes as they are"
                : "(byte × " + normalisation.scale() + " - " + normalisation.mean() + ") / " + normalisation.std();
    }

    private static boolean takesBytes(GraphFacts facts) {
        return facts.inputs().stream().anyMatch(input -> input.endsWith("UINT8"));
    }

    private static String labels(ModelSpec spec) {
        List<String> labels = spec.labels();
        List<String> shown = new ArrayList<>(labels.subList(0, Math.min(SHOWN_LABELS, labels.size())));
        if (labels.size() > SHOWN_LABELS) {
            shown.add("..");
            shown.add(labels.get(labels.size() - 1));
        }
        return labels.size() + ": " + String.join(", ", shown) + " (" + spec.labelledBy() + ")";
    }

    private static String answer(Answers answers) {
        if (answers instanceof Answers.OneOf one) {
            return "one label; threshold " + one.threshold();
        }
        if (answers instanceof Answers.EachAbove each) {
            List<Float> distinct =
                    each.thresholds().stream().distinct().sorted().toList();
            return "all labels above their thresholds, " + distinct;
        }
        return "the best " + answers.topK() + (answers.independent() ? ", each with a probability of its own" : "");
    }

    private static List<String> warnings(ModelSpec spec, GraphFacts facts) {
        List<String> warnings = new ArrayList<>();
        if (new HashSet<>(spec.labels()).size() < spec.labels().size()) {
            warnings.add("Several classes have the same label: whoever counts by name counts them together.");
        }
        if (spec.labels().stream().allMatch(label -> label.matches("LABEL_\\d+"))) {
            warnings.add("Nobody has named the classes: put a labels.txt into the folder, one label a line.");
        }
        if (takesBytes(facts)) {
            warnings.add("The graph reads bytes: mean and std must be in it, and those of " + spec.describedBy()
                    + " are not used.");
        }
        if (facts.opsets().keySet().stream().anyMatch(domain -> !domain.isEmpty() && !domain.equals("ai.onnx"))) {
            warnings.add(
                    "It has operators that are not ONNX's own: another version of ONNX Runtime may not have them.");
        }
        return warnings;
    }
}
