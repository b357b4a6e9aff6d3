package io.frametag.model;

import io.frametag.image.ImageGeometry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What transformers keeps beside an image classifier: its labels, and in a second file its preprocessing. */
final class TransformersConfig {
    /** What transformers writes where nobody has named the classes. */
    private static final Pattern UNNAMED = Pattern.compile("LABEL_\\d+");

    private TransformersConfig() {}

    static ModelSpec parse(DescriptionNode config, DescriptionNode preprocessor, LabelSource beside)
            throws BadModelException, IOException {
        ImageProcessor processor = ImageProcessor.of(preprocessor);
        ImageGeometry geometry = processor.geometry();
        LabelList labels = labels(config, beside);
        return new ModelSpec(
                name(config),
                geometry,
                processor.normalisation(),
                new Answers.Best(Math.min(HubConfig.TOP_K, labels.names().size()), independent(config)),
                labels.names(),
                ModelBundle.PREPROCESSOR,
                labels.place());
    }

    private static String name(DescriptionNode config) throws BadModelException {
        Optional<DescriptionNode> path = config.find("_name_or_path");
        if (path.isPresent()) {
            return path.get().text();
        }
        Optional<DescriptionNode> architectures = config.find("architectures");
        List<DescriptionNode> named =
                architectures.isPresent() ? architectures.get().items() : List.of();
        return named.isEmpty()
                ? config.required("model_type").text()
                : named.get(0).text();
    }

    private static boolean independent(DescriptionNode config) throws BadModelException {
        Optional<DescriptionNode> problem = config.find("problem_type");
        if (problem.isEmpty()) {
            return false;
        }
        return switch (problem.get().text()) {
            case "single_label_classification" -> false;
            case "multi_label_classification" -> true;
            default -> throw problem.get().wrong("single_label_classification or multi_label_classification");
        };
    }

    private static LabelList labels(DescriptionNode config, LabelSource beside) throws BadModelException, IOException {
        Optional<DescriptionNode> map = config.find("id2label");
        if (map.isEmpty()) {
            return HubConfig.beside(beside, "id2label");
        }
        LabelList named = LabelList.ofMap(map.get());
        boolean unnamed =
                named.names().stream().allMatch(name -> UNNAMED.matcher(name).matches());
        Optional<LabelList> better = unnamed ? beside.labels() : Optional.empty();
        return better.orElse(named);
    }
}
