package io.frametag.model;

import java.util.ArrayList;
import java.util.List;

/** Reads the description that PaddleX and PaddleOCR 3 export beside a classification model. */
final class InferenceYml {
    private InferenceYml() {}

    static ModelSpec parse(String yml) throws BadModelException {
        YamlNode root = YamlNode.parse(yml);
        String name = root.required("Global").required("model_name").text();
        TransformOps ops = TransformOps.parse(root.required("PreProcess").required("transform_ops"));
        YamlNode topk = topk(root.required("PostProcess"));
        return new ModelSpec(
                name,
                ops.geometry(),
                ops.normalisation(),
                topk.required("topk").count(),
                labels(topk.required("label_list")));
    }

    private static YamlNode topk(YamlNode postProcess) throws BadModelException {
        if (!postProcess.keys().isEmpty() && !postProcess.keys().contains("Topk")) {
            throw new BadModelException("PostProcess in " + ModelBundle.YML + " has " + postProcess.keys()
                    + " where a classifier's has Topk, the only kind of answer understood.");
        }
        return postProcess.required("Topk");
    }

    private static List<String> labels(YamlNode list) throws BadModelException {
        List<String> labels = new ArrayList<>();
        for (YamlNode item : list.items()) {
            labels.add(item.text());
        }
        if (labels.isEmpty()) {
            throw list.wrong("a list of at least one label");
        }
        return labels;
    }
}
