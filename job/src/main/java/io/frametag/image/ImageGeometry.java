package io.frametag.image;

import java.io.Serializable;

/**
 * From an image's size to the model's, with the semantics of PaddleClas's {@code ResizeImage} and {@code CropImage}.
 *
 * @param resize applied to the whole upright image
 * @param interpolation how it is resized
 * @param output the model's size, cut from the middle of the resized image
 */
public record ImageGeometry(Resize resize, Interpolation interpolation, PixelSize output) implements Serializable {
    public ImageGeometry {
        if (!resize.alwaysCovers(output)) {
            // PaddleClas would slice what is there, and hand the model an input of the wrong shape.
            throw new IllegalArgumentException("A crop of " + output + " does not fit into every image resized to "
                    + resize + ": make the crop smaller or the resize larger.");
        }
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

    /** The crop's first column in an image resized to this size: {@code (width − crop) // 2}. */
    int cropX(PixelSize resized) {
        return (resized.width() - output.width()) / 2;
    }

    /** The crop's first row: {@code (height − crop) // 2}. */
    int cropY(PixelSize resized) {
        return (resized.height() - output.height()) / 2;
    }
}
