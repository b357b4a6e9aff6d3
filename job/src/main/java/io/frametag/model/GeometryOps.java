package io.frametag.model;

import io.frametag.image.CropOffset;
import io.frametag.image.ImageGeometry;
import io.frametag.image.Interpolation;
import io.frametag.image.PixelSize;
import io.frametag.image.Resampler;
import io.frametag.image.Resize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The two steps that change an image's size. */
final class GeometryOps {
    /** PaddleClas's names and PaddleX's, both of them for OpenCV's. */
    private static final Map<String, Interpolation> INTERPOLATIONS = Map.of(
            "bilinear", Interpolation.LINEAR,
            "linear", Interpolation.LINEAR,
            "area", Interpolation.AREA,
            "bicubic", Interpolation.CUBIC,
            "cubic", Interpolation.CUBIC,
            "nearest", Interpolation.NEAREST,
            "lanczos", Interpolation.LANCZOS,
            "lanczos4", Interpolation.LANCZOS);
    /** PaddleClas's names for those of Pillow's that are supported. */
    private static final Map<String, Interpolation> PILLOW =
            Map.of("bilinear", Interpolation.LINEAR, "bicubic", Interpolation.CUBIC, "lanczos", Interpolation.LANCZOS);

    private GeometryOps() {}

    /** @param crop null if there is none */
    static ImageGeometry parse(DescriptionNode resize, DescriptionNode crop) throws BadModelException {
        resize.allow(Set.of("resize_short", "size", "interpolation", "backend"));
        Resize resized = resize(resize);
        PixelSize output = crop == null ? uncropped(resize, resized) : crop(crop);
        if (!resized.alwaysCovers(output)) {
            throw new BadModelException(resize.path() + " in " + ModelBundle.YML + " resizes to " + resized
                    + ", which has no room for the crop of " + output + " that follows.");
        }
        Resampler resampler = resampler(resize);
        return new ImageGeometry(resized, interpolation(resize, resampler), output, resampler, CropOffset.FLOORED);
    }

    private static Resize resize(DescriptionNode op) throws BadModelException {
        var resizeShort = op.find("resize_short");
        if (resizeShort.isPresent()) {
            // Before size, as in PaddleClas, where both are given.
            return new Resize.ShortSide(resizeShort.get().count());
        }
        var size = op.find("size");
        if (size.isEmpty()) {
            throw new BadModelException(
                    op.path() + " in " + ModelBundle.YML + " has neither resize_short nor size: one is needed.");
        }
        return new Resize.Exact(size(size.get()));
    }

    private static PixelSize uncropped(DescriptionNode op, Resize resize) throws BadModelException {
        if (resize instanceof Resize.Exact exact) {
            return exact.size();
        }
        throw new BadModelException(op.path() + ".resize_short in " + ModelBundle.YML
                + " leaves the long side open: a CropImage has to follow, or size to stand in its place.");
    }

    private static PixelSize crop(DescriptionNode op) throws BadModelException {
        op.allow(Set.of("size"));
        return size(op.required("size"));
    }

    /** One number for both sides, or width and height: PaddleClas takes them in this order for both operations. */
    private static PixelSize size(DescriptionNode size) throws BadModelException {
        if (!size.isList()) {
            int side = size.count();
            return new PixelSize(side, side);
        }
        List<DescriptionNode> items = size.items();
        if (items.size() != 2) {
            throw size.wrong("a whole number above 0, or a list of two, width and height");
        }
        return new PixelSize(items.get(0).count(), items.get(1).count());
    }

    /** {@code cv2} or {@code pil}: PaddleClas's multi-label models are trained with the second. */
    private static Resampler resampler(DescriptionNode resize) throws BadModelException {
        var backend = resize.find("backend");
        if (backend.isEmpty()) {
            return Resampler.OPENCV;
        }
        return switch (backend.get().text().toLowerCase(Locale.ROOT)) {
            case "cv2" -> Resampler.OPENCV;
            case "pil" -> Resampler.PILLOW;
            default -> throw backend.get().wrong("cv2 or pil");
        };
    }

    /** Where none is named, PaddleClas takes OpenCV's bilinear, and leaves it to Pillow, which takes bicubic. */
    private static Interpolation interpolation(DescriptionNode resize, Resampler resampler) throws BadModelException {
        boolean pillow = resampler == Resampler.PILLOW;
        var name = resize.find("interpolation");
        if (name.isEmpty()) {
            return pillow ? Interpolation.CUBIC : Interpolation.LINEAR;
        }
        Interpolation known =
                (pillow ? PILLOW : INTERPOLATIONS).get(name.get().text().toLowerCase(Locale.ROOT));
        if (known == null) {
            throw name.get()
                    .wrong(
                            pillow
                                    ? "bilinear, bicubic or lanczos, as backend is pil"
                                    : "bilinear, area, bicubic, nearest or lanczos");
        }
        return known;
    }
}
