package io.frametag.image;

/** Decoded pixels to the model's picture, by one library's arithmetic. Not thread-safe. */
interface PictureResize extends AutoCloseable {
    /** @return as {@link Preprocessor#rgb} */
    byte[] rgb(Pixels pixels);

    @Override
    void close();
}
