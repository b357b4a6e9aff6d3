package io.frametag.model;

import io.frametag.image.CropOffset;
import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import io.frametag.image.Resampler;
import io.frametag.image.Resize;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The preprocessing that timm's {@code create_transform} makes of a model's {@code pretrained_cfg} for evaluation. What is
 * missing is what its {@code resolve_data_config} takes. Keys that have nothing to do with pixels are passed over.
 */
final class TimmConfig {
    private static final double DEFAULT_CROP_PCT = 0.875;

    private static final Map<String, Interpolation> INTERPOLATIONS =
            Map.of("bilinear", Interpolation.LINEAR, "bicubic", Interpolation.CUBIC, "lanczos", Interpolation.LANCZOS);

    private TimmConfig() {}

    static ModelSpec parse(DescriptionNode config, LabelSource beside) throws BadModelException, IOException {
        Optional<DescriptionNode> nested = config.find("pretrained_cfg");
        DescriptionNode data = nested.isPresent() ? nested.get() : config;
        Normalisation defaults = Normalisation.IMAGENET;
        Optional<DescriptionNode> mean = data.find("mean");
        Optional<DescriptionNode> std = data.find("std");
        LabelList labels = labels(config, data, beside);
        return new ModelSpec(
                name(config, data),
                geometry(data),
                new Normalisation(
                        defaults.scale(),
                        mean.isPresent() ? mean.get().channels(false) : defaults.mean(),
                        std.isPresent() ? std.get().channels(true) : defaults.std()),
                new Answers.Best(Math.min(HubConfig.TOP_K, labels.names().size()), /* independent= */ false),
                labels.names(),
                ModelBundle.CONFIG,
                labels.place());
    }

    private static String name(DescriptionNode config, DescriptionNode data) throws BadModelException {
        Optional<DescriptionNode> architecture = config.find("architecture");
        String name = architecture.isPresent()
                ? architecture.get().text()
                : data.required("architecture").text();
        Optional<DescriptionNode> tag = data.find("tag");
        return tag.isPresent() ? name + "." + tag.get().text() : name;
    }

    private static ImageGeometry geometry(DescriptionNode data) throws BadModelException {
        PixelSize output = inputSize(data.required("input_size"));
        Optional<DescriptionNode> cropPct = data.find("crop_pct");
        double part = cropPct.isPresent() ? cropPct.get().real() : DEFAULT_CROP_PCT;
        if (part <= 0 || part > 1) {
            throw cropPct.get()
                    .wrong("a number above 0 and up to 1: a larger one pads the picture, which is not supported");
        }
        PixelSize scaled = new PixelSize(scaled(output.width(), part), scaled(output.height(), part));
        Optional<DescriptionNode> mode = data.find("crop_mode");
        Resize resize = switch (mode.isPresent() ? mode.get().text() : "center") {
            case "center" -> shortSide(data.required("input_size"), scaled);
            case "squash" -> new Resize.Exact(scaled);
            default -> throw mode.get().wrong("center or squash: border, which pads the picture, is not supported");
        };
        return new ImageGeometry(resize, interpolation(data), output, Resampler.PILLOW, CropOffset.ROUNDED);
    }

    private static Resize shortSide(DescriptionNode size, PixelSize scaled) throws BadModelException {
        if (scaled.width() != scaled.height()) {
            throw size.wrong("a square, or crop_mode squash");
        }
        return new Resize.TruncatedShortSide(scaled.width());
    }

    /** {@code math.floor(size / crop_pct)}. */
    private static int scaled(int side, double part) {
        return (int) Math.floor(side / part);
    }

    private static PixelSize inputSize(DescriptionNode size) throws BadModelException {
        List<DescriptionNode> sides = size.items();
        if (sides.size() != Normaliser.CHANNELS || sides.get(0).count() != Normaliser.CHANNELS) {
            throw size.wrong("a list of 3 channels, height and width");
        }
        return new PixelSize(
                /* width= */ sides.get(2).count(), /* height= */ sides.get(1).count());
    }

    private static Interpolation interpolation(DescriptionNode data) throws BadModelException {
        Optional<DescriptionNode> name = data.find("interpolation");
        if (name.isEmpty()) {
            return Interpolation.CUBIC;
        }
        Interpolation known = INTERPOLATIONS.get(name.get().text());
        if (known == null) {
            throw name.get().wrong("bilinear, bicubic or lanczos");
        }
        return known;
    }

    private static LabelList labels(DescriptionNode config, DescriptionNode data, LabelSource beside)
            throws BadModelException, IOException {
        for (DescriptionNode node : List.of(config, data)) {
            Optional<DescriptionNode> names = node.find("label_names");
            if (names.isPresent()) {
                return LabelList.of(names.get());
            }
        }
        return HubConfig.beside(beside, "label_names");
    }
}
