package io.frametag.image;

/**
 * Whose arithmetic a resize follows: two libraries give two pictures under one name, and a model was trained with one of
 * them.
 */
public enum Resampler {
    /** OpenCV's {@code resize}, as PaddleClas uses it. Only {@link Interpolation#AREA} guards against aliasing. */
    OPENCV,
    /**
     * Pillow's {@code Image.resize}, as torchvision, timm and Hugging Face use it: the filter grows with the reduction, so
     * that nothing aliases. {@link Interpolation#LINEAR}, {@link Interpolation#CUBIC} (a = -0.5) and {@link
     * Interpolation#LANCZOS} (three lobes) exist.
     */
    PILLOW;

    /** Whether it has the interpolation at all. */
    public boolean has(Interpolation interpolation) {
        return this == OPENCV || PillowKernel.of(interpolation) != null;
    }
}
