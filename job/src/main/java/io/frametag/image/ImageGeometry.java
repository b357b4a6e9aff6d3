package io.frametag.image;

import java.io.Serializable;

/**
 * From an image's size to the model's: PaddleClas's {@code ResizeImage} and {@code CropImage}, torchvision's {@code Resize}
 * and {@code CenterCrop}, and transformers' own.
 *
 * @param resize applied to the whole upright image
 * @param interpolation how it is resized
 * @param output the model's size, cut from the middle of the resized image
 * @param resampler whose arithmetic resizes
 * @param offset where the middle is
 */
public record ImageGeometry(
        Resize resize, Interpolation interpolation, PixelSize output, Resampler resampler, CropOffset offset)
        implements Serializable {
    /**
     * How many times larger than what it is resized to an image for {@link Resampler#PILLOW} is decoded at least: Pillow
     * itself calls a reduction that leaves twice the pixels close to a resize of the whole.
     */
    private static final int PILLOW_SPARE = 2;

    public ImageGeometry {
        if (!resampler.has(interpolation)) {
            throw new IllegalArgumentException("Pillow's " + interpolation + " is not supported.");
        }
        if (!resize.alwaysCovers(output)) {
            // PaddleClas would slice what is there, and hand the model an input of the wrong shape.
            throw new IllegalArgumentException("A crop of " + output + " does not fit into every image resized to "
                    + resize + ": make the crop smaller or the resize larger.");
        }
    }

    /** With PaddleClas's arithmetic. */
    public ImageGeometry(Resize resize, Interpolation interpolation, PixelSize output) {
        this(resize, interpolation, output, Resampler.OPENCV, CropOffset.FLOORED);
    }

    /** {@code ResizeImage} by {@code resize_short}, then {@code CropImage}. */
    public static ImageGeometry shortSide(int side, Interpolation interpolation, PixelSize crop) {
        return new ImageGeometry(new Resize.ShortSide(side), interpolation, crop);
    }

    /** {@code ResizeImage} by {@code size}, and no crop. */
    public static ImageGeometry exact(PixelSize size, Interpolation interpolation) {
        return new ImageGeometry(new Resize.Exact(size), interpolation, size);
    }

    /** @param upright the whole image's size */
    public PixelSize resized(PixelSize upright) {
        return resize.of(upright);
    }

    /** @return the smallest size to which {@link DecodeMode#FAST} may reduce an image while it decodes it */
    PixelSize smallestDecoding(PixelSize upright) {
        PixelSize resized = resized(upright);
        return resampler == Resampler.PILLOW
                ? new PixelSize(withSpare(resized.width()), withSpare(resized.height()))
                : resized;
    }

    private static int withSpare(int length) {
        return (int) Math.min(Integer.MAX_VALUE, (long) PILLOW_SPARE * length);
    }

    /** The crop's first column in an image resized to this size. */
    int cropX(PixelSize resized) {
        return offset.of(resized.width(), output.width());
    }

    /** The crop's first row. */
    int cropY(PixelSize resized) {
        return offset.of(resized.height(), output.height());
    }
}
