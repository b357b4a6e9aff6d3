package io.frametag.model;

import io.frametag.model.GraphInput.Layout;
import java.nio.ByteBuffer;

/** Hands the bytes on as they are, in the graph's layout. */
final class ByteInput implements ImageInput {
    private final Layout layout;
    private final ByteBuffer tensor;
    private final byte[] planes;

    /** @param tensor written from index 0, whatever its position */
    ByteInput(Layout layout, ByteBuffer tensor) {
        this.layout = layout;
        this.tensor = tensor;
        this.planes = new byte[layout == Layout.PLANES ? tensor.capacity() : 0];
    }

    @Override
    public void write(byte[] rgb) {
        if (layout == Layout.INTERLEAVED) {
            tensor.put(0, rgb);
            return;
        }
        int size = planes.length / Normaliser.CHANNELS;
        int from = 0;
        for (int pixel = 0; pixel < size; pixel++) {
            planes[pixel] = rgb[from++];
            planes[pixel + size] = rgb[from++];
            planes[pixel + 2 * size] = rgb[from++];
        }
        tensor.put(0, planes);
    }

    @Override
    public void close() {}
}
