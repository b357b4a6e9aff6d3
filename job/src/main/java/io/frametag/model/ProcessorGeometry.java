package io.frametag.model;

import io.frametag.image.CropOffset;
import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import io.frametag.image.Resampler;
import io.frametag.image.Resize;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sizes of transformers' image processors, by what each family of them means by them. */
final class ProcessorGeometry {
    private static final String CONVNEXT = "ConvNext";
    /** Square if the size is one number. */
    private static final Set<String> SQUARE = Set.of("ViT", "DeiT", "Siglip");
    /** The short side if the size is one number. */
    private static final Set<String> SHORT_SIDE = Set.of("Bit", "CLIP", "MobileNetV1", "MobileNetV2");

    static final Set<String> FAMILIES =
            Set.of(CONVNEXT, "ViT", "DeiT", "Siglip", "Bit", "CLIP", "MobileNetV1", "MobileNetV2");

    /** From this size on ConvNext's resizes to a square, whatever the image's shape. */
    private static final int CONVNEXT_WARPS = 384;

    private static final double CONVNEXT_CROP_PCT = 224.0 / 256;
    /** Pillow's numbers. */
    private static final Map<String, Interpolation> RESAMPLE =
            Map.of("1", Interpolation.LANCZOS, "2", Interpolation.LINEAR, "3", Interpolation.CUBIC);

    private final DescriptionNode node;
    private final String family;

    /** @param family one of {@link #FAMILIES} */
    ProcessorGeometry(DescriptionNode node, String family) {
        this.node = node;
        this.family = family;
    }

    ImageGeometry parse() throws BadModelException {
        if (!node.flag("do_resize", true)) {
            throw node.required("do_resize").wrong("true: a model reads images of one size");
        }
        Optional<DescriptionNode> cropPct = node.find("crop_pct");
        if (family.equals(CONVNEXT)) {
            return convNext(cropPct.isPresent() ? part(cropPct.get()) : CONVNEXT_CROP_PCT);
        }
        if (cropPct.isPresent()) {
            throw new BadModelException(cropPct.get().place() + " is not understood of " + family + "'s processor.");
        }
        Resize resize = resize(node.required("size"));
        Optional<PixelSize> crop = crop();
        if (crop.isEmpty() && !(resize instanceof Resize.Exact)) {
            throw new BadModelException(
                    node.required("size").place()
                            + " leaves the long side open: crop_size has to follow, or height and width to stand in its place.");
        }
        PixelSize output = crop.isPresent() ? crop.get() : ((Resize.Exact) resize).size();
        return fitting(resize, output);
    }

    private static double part(DescriptionNode cropPct) throws BadModelException {
        double part = cropPct.real();
        if (part <= 0 || part > 1) {
            throw cropPct.wrong("a number above 0 and up to 1");
        }
        return part;
    }

    private ImageGeometry convNext(double cropPct) throws BadModelException {
        DescriptionNode size = node.required("size");
        int side = size.isMap() ? size.required("shortest_edge").count() : size.count();
        PixelSize output = new PixelSize(side, side);
        return fitting(
                side < CONVNEXT_WARPS
                        ? new Resize.TruncatedShortSide((int) (side / cropPct))
                        : new Resize.Exact(output),
                output);
    }

    private ImageGeometry fitting(Resize resize, PixelSize output) throws BadModelException {
        if (!resize.alwaysCovers(output)) {
            throw new BadModelException(node.required("size").place() + " resizes to " + resize
                    + ", which has no room for the crop of " + output + " that follows: padding is not supported.");
        }
        return new ImageGeometry(resize, interpolation(), output, Resampler.PILLOW, CropOffset.FLOORED);
    }

    private Resize resize(DescriptionNode size) throws BadModelException {
        if (!size.isMap()) {
            int side = size.count();
            return SHORT_SIDE.contains(family)
                    ? new Resize.TruncatedShortSide(side)
                    : new Resize.Exact(new PixelSize(side, side));
        }
        size.allow(Set.of("shortest_edge", "height", "width"));
        Optional<DescriptionNode> shortest = size.find("shortest_edge");
        return shortest.isPresent()
                ? new Resize.TruncatedShortSide(shortest.get().count())
                : new Resize.Exact(sides(size));
    }

    private Optional<PixelSize> crop() throws BadModelException {
        Optional<DescriptionNode> size = node.find("crop_size");
        boolean crops = !SQUARE.contains(family) || family.equals("DeiT");
        if (!node.flag("do_center_crop", crops)) {
            return Optional.empty();
        }
        DescriptionNode crop = size.isPresent() ? size.get() : node.required("crop_size");
        if (crop.isMap()) {
            return Optional.of(sides(crop));
        }
        int side = crop.count();
        return Optional.of(new PixelSize(side, side));
    }

    private static PixelSize sides(DescriptionNode size) throws BadModelException {
        size.allow(Set.of("height", "width"));
        return new PixelSize(
                size.required("width").count(), size.required("height").count());
    }

    private Interpolation interpolation() throws BadModelException {
        DescriptionNode resample = node.required("resample");
        Interpolation known = RESAMPLE.get(resample.text());
        if (known == null) {
            throw resample.wrong("1 (lanczos), 2 (bilinear) or 3 (bicubic)");
        }
        return known;
    }
}
