package io.frametag.model;

/** Writes images into a graph's input, as the graph wants them. For one thread at a time. */
interface ImageInput extends AutoCloseable {
    /** @param rgb [height, width, 3] of the model's size, unsigned bytes */
    void write(byte[] rgb);

    @Override
    void close();
}
