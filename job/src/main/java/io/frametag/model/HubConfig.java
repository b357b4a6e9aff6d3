package io.frametag.model;

import java.io.IOException;
import java.util.Optional;

/** Reads {@code config.json} as timm and transformers save it. What both mean by a picture is Pillow's. */
final class HubConfig {
    /** What both show by default. */
    static final int TOP_K = 5;

    private HubConfig() {}

    static ModelSpec parse(BundleReader reader) throws BadModelException, IOException {
        DescriptionNode config = JsonDocument.parse(
                ModelBundle.CONFIG, reader.required(ModelBundle.CONFIG).text());
        if (config.find("pretrained_cfg").isPresent()
                || config.find("input_size").isPresent()) {
            return TimmConfig.parse(config, reader);
        }
        Optional<BundleFile> preprocessor = reader.find(ModelBundle.PREPROCESSOR);
        if (preprocessor.isEmpty()) {
            throw new BadModelException(
                    ModelBundle.CONFIG + " has neither pretrained_cfg nor input_size, as timm's has,"
                            + " and there is no " + ModelBundle.PREPROCESSOR + " beside it, as transformers' has.");
        }
        return TransformersConfig.parse(
                config,
                JsonDocument.parse(ModelBundle.PREPROCESSOR, preprocessor.get().text()),
                reader);
    }

    /** @param wanted the key that would have had the labels */
    static LabelList beside(LabelSource beside, String wanted) throws BadModelException, IOException {
        Optional<LabelList> found = beside.labels();
        if (found.isEmpty()) {
            throw new BadModelException("there are no labels: " + wanted + " is missing in " + ModelBundle.CONFIG
                    + ". Put a file labels.txt beside it, with one label a line.");
        }
        return found.get();
    }
}
