package io.frametag.image;

import io.frametag.natives.NativeHandles;

/**
 * Makes the model's picture of decoded pixels: resize, centre crop, RGB, by the arithmetic of the library that the geometry
 * names. It keeps its memory from call to call. Not thread-safe: one per task.
 */
public final class Preprocessor implements AutoCloseable {
    private static final String KIND = "preprocessed image";

    private final PictureResize resize;
    private boolean closed;

    /**
     * @param mode the decoder's
     * @param geometry the decoder's
     * @throws IllegalStateException if OpenCV is not there, see {@link OpenCv#load}
     */
    public Preprocessor(DecodeMode mode, ImageGeometry geometry) {
        OpenCv.load();
        this.resize = geometry.resampler() == Resampler.PILLOW
                ? new PillowResize(geometry)
                : new OpenCvResize(mode, geometry);
        NativeHandles.opened(KIND);
    }

    /**
     * The model's picture.
     *
     * @return {@code height × width × 3} bytes of the geometry's output size, rows from the top, R, G, B interleaved. The
     *     same array each time: its content is valid until the next call
     */
    public byte[] rgb(Pixels pixels) {
        if (closed) {
            throw new IllegalStateException("The preprocessor is closed.");
        }
        return resize.rgb(pixels);
    }

    /** Frees the native memory. A second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            resize.close();
            NativeHandles.closed(KIND);
        }
    }
}
