package io.frametag.model;

import io.frametag.image.ImageGeometry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One of transformers' image processors, by its {@code preprocessor_config.json}: resize, centre crop, rescale, normalise. The
 * processors read the same keys and do not all mean the same by them, so that only those whose meaning is known are taken.
 */
final class ImageProcessor {
    private static final Set<String> KNOWN = Set.of(
            // What is read.
            "do_resize",
            "size",
            "crop_pct",
            "resample",
            "do_center_crop",
            "crop_size",
            "do_rescale",
            "rescale_factor",
            "do_normalize",
            "image_mean",
            "image_std",
            "image_processor_type",
            "feature_extractor_type",
            // What changes nothing here.
            "do_convert_rgb",
            "processor_class",
            "auto_map",
            "_valid_processor_keys",
            "data_format",
            "default_to_square");

    private final DescriptionNode node;
    private final String family;

    private ImageProcessor(DescriptionNode node, String family) {
        this.node = node;
        this.family = family;
    }

    static ImageProcessor of(DescriptionNode node) throws BadModelException {
        for (Object key : node.keys()) {
            String name = String.valueOf(key);
            Optional<DescriptionNode> value = node.find(name);
            boolean off = value.isEmpty() || "false".equals(value.get().value());
            if (!off && !KNOWN.contains(name)) {
                throw new BadModelException(node.file() + " has " + OneLine.of(name) + ", which is not understood.");
            }
        }
        Optional<DescriptionNode> type = node.find("image_processor_type");
        DescriptionNode named = type.isPresent() ? type.get() : node.required("feature_extractor_type");
        String family = named.text().replaceFirst("(ImageProcessor|FeatureExtractor)(Fast)?$", "");
        if (!ProcessorGeometry.FAMILIES.contains(family)) {
            throw named.wrong(
                    "the image processor of ViT, DeiT, Siglip, Bit, CLIP, MobileNetV1, MobileNetV2 or ConvNext");
        }
        return new ImageProcessor(node, family);
    }

    ImageGeometry geometry() throws BadModelException {
        return new ProcessorGeometry(node, family).parse();
    }

    Normalisation normalisation() throws BadModelException {
        Optional<DescriptionNode> factor = node.find("rescale_factor");
        float scale = 1;
        if (node.flag("do_rescale", true)) {
            scale = factor.isPresent() ? factor.get().number() : Normalisation.IMAGENET.scale();
        }
        return node.flag("do_normalize", true)
                ? new Normalisation(
                        scale,
                        node.required("image_mean").channels(false),
                        node.required("image_std").channels(true))
                : new Normalisation(scale, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));
    }
}
