package io.frametag.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the description that PaddleX and PaddleOCR 3 export beside a classification model. */
final class InferenceYml {
    private static final float DEFAULT_THRESHOLD = 0.5f;

    private InferenceYml() {}

    static ModelSpec parse(String yml, LabelSource beside) throws BadModelException, IOException {
        DescriptionNode root = YamlDocument.parse(ModelBundle.YML, yml);
        String name = root.required("Global").required("model_name").text();
        TransformOps ops = TransformOps.parse(root.required("PreProcess").required("transform_ops"));
        DescriptionNode postProcess = root.required("PostProcess");
        Set<?> kinds = postProcess.keys();
        LabelList labels;
        Answers answers;
        if (kinds.equals(Set.of("ThreshOutput"))) {
            DescriptionNode head = postProcess.required("ThreshOutput");
            labels = binaryLabels(head, beside);
            answers = oneOf(head, labels);
        } else if (kinds.equals(Set.of("MultiLabelThreshOutput"))) {
            DescriptionNode head = postProcess.required("MultiLabelThreshOutput");
            labels = labels(head, beside);
            answers = new Answers.EachAbove(thresholds(head, labels));
        } else {
            DescriptionNode head = topk(postProcess);
            int topK = head.required("topk").count();
            labels = labels(head, beside);
            answers = new Answers.Best(topK, /* independent= */ false);
        }
        return new ModelSpec(
                name, ops.geometry(), ops.normalisation(), answers, labels.names(), ModelBundle.YML, labels.place());
    }

    private static DescriptionNode topk(DescriptionNode postProcess) throws BadModelException {
        if (!postProcess.keys().isEmpty() && !postProcess.keys().equals(Set.of("Topk"))) {
            throw new BadModelException("PostProcess in " + ModelBundle.YML + " has " + postProcess.keys()
                    + " where a classifier's has Topk, ThreshOutput or MultiLabelThreshOutput, the only kinds of answer"
                    + " understood.");
        }
        return postProcess.required("Topk");
    }

    private static LabelList labels(DescriptionNode head, LabelSource beside) throws BadModelException, IOException {
        Optional<DescriptionNode> list = head.find("label_list");
        if (list.isPresent()) {
            return LabelList.of(list.get());
        }
        Optional<LabelList> found = beside.labels();
        return found.isPresent() ? found.get() : LabelList.of(head.required("label_list"));
    }

    private static LabelList binaryLabels(DescriptionNode head, LabelSource beside)
            throws BadModelException, IOException {
        return head.find("label_0").isPresent() || head.find("label_1").isPresent()
                ? new LabelList(
                        List.of(
                                head.required("label_0").text(),
                                head.required("label_1").text()),
                        head.place())
                : labels(head, beside);
    }

    private static Answers oneOf(DescriptionNode head, LabelList labels) throws BadModelException {
        head.allow(Set.of(
                "threshold",
                "default_label_index",
                "label_0",
                "label_1",
                "label_list",
                "class_id_map_file",
                "delimiter"));
        int otherwise = 0;
        Optional<DescriptionNode> index = head.find("default_label_index");
        if (index.isPresent()) {
            otherwise = index.get().index(labels.names().size());
        }
        return new Answers.OneOf(threshold(head.required("threshold")), otherwise);
    }

    /** One for all; one for each, as a list; or {@code default} and some by index, as PaddleX takes them. */
    private static List<Float> thresholds(DescriptionNode head, LabelList labels) throws BadModelException {
        head.allow(Set.of("threshold", "label_list", "class_id_map_file", "delimiter"));
        int classes = labels.names().size();
        Optional<DescriptionNode> given = head.find("threshold");
        if (given.isEmpty()) {
            return Collections.nCopies(classes, DEFAULT_THRESHOLD);
        }
        DescriptionNode node = given.get();
        if (node.isMap()) {
            return byIndex(node, classes);
        }
        if (!node.isList()) {
            return Collections.nCopies(classes, threshold(node));
        }
        List<Float> thresholds = new ArrayList<>();
        for (DescriptionNode item : node.items()) {
            thresholds.add(threshold(item));
        }
        if (thresholds.size() != classes) {
            throw node.wrong("a list of " + classes + ", one a label");
        }
        return thresholds;
    }

    private static List<Float> byIndex(DescriptionNode map, int classes) throws BadModelException {
        List<Float> thresholds = new ArrayList<>(Collections.nCopies(classes, threshold(map.required("default"))));
        for (Object key : map.keys()) {
            if (!"default".equals(key)) {
                int index = new DescriptionNode(map.file(), map.path() + "'s key", key).index(classes);
                thresholds.set(index, threshold(map.child(String.valueOf(key))));
            }
        }
        return thresholds;
    }

    private static float threshold(DescriptionNode node) throws BadModelException {
        float threshold = node.number();
        if (threshold < 0 || threshold > 1) {
            throw node.wrong("a number from 0 to 1");
        }
        return threshold;
    }
}
