package io.frametag.image;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pillow's {@code Image.resize} of 8-bit pixels, to the bit, of what the crop keeps: each row is narrowed and rounded to
 * bytes, then takes its part in the rows of the picture that it belongs to. So one row is held, however large the image.
 * Nothing is allocated for an image of the same size as the last.
 */
final class PillowResize implements PictureResize {
    /** Weights beyond it are those of an unusually large image, and are given back. */
    private static final int RETAINED_WEIGHTS = 1 << 20;

    private final ImageGeometry geometry;
    private final PillowKernel kernel;
    private final byte[] rgb;
    /** The picture's rows as far as they are summed up. */
    private final int[] sums;
    /** One row, narrowed; red, green, blue. As ints, which the compiler makes vectors of. */
    private final int[] narrow;

    private byte[] row = {};
    private PillowWeights columns;
    private PillowWeights rows;

    /** @param geometry of {@link Resampler#PILLOW} */
    PillowResize(ImageGeometry geometry) {
        this.geometry = geometry;
        this.kernel = PillowKernel.of(geometry.interpolation());
        this.rgb = new byte[Math.toIntExact(geometry.output().pixels() * Pixels.CHANNELS)];
        this.sums = new int[rgb.length];
        this.narrow = new int[geometry.output().width() * Pixels.CHANNELS];
    }

    @Override
    public byte[] rgb(Pixels pixels) {
        PixelSize target = geometry.resized(pixels.size());
        PixelSize output = geometry.output();
        Mat source = pixels.bgr();
        columns = PillowWeights.of(
                kernel, source.cols(), target.width(), geometry.cropX(target), output.width(), columns);
        rows = PillowWeights.of(kernel, source.rows(), target.height(), geometry.cropY(target), output.height(), rows);
        if (row.length != source.cols() * Pixels.CHANNELS) {
            row = new byte[source.cols() * Pixels.CHANNELS];
        }
        sum(source);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) PillowWeights.pixel(sums[i]);
        }
        columns = columns.size() > RETAINED_WEIGHTS ? null : columns;
        rows = rows.size() > RETAINED_WEIGHTS ? null : rows;
        return rgb;
    }

    private void sum(Mat source) {
        Arrays.fill(sums, PillowWeights.HALF);
        int open = 0;
        try (BytePointer data = source.data()) {
            for (int y = rows.from(); y < rows.to(); y++) {
                data.position(y * source.step()).get(row);
                narrow();
                while (rows.end(open) <= y) {
                    open++;
                }
                for (int to = open; to < rows.length() && rows.first(to) <= y; to++) {
                    add(narrow, rows.weight(to, y), sums, to * narrow.length);
                }
            }
        }
    }

    private void narrow() {
        int[] weights = columns.weights();
        for (int column = 0; column < columns.length(); column++) {
            int from = columns.first(column) * Pixels.CHANNELS;
            int end = columns.end(column) * Pixels.CHANNELS;
            int weight = columns.start(column);
            int blue = PillowWeights.HALF;
            int green = PillowWeights.HALF;
            int red = PillowWeights.HALF;
            for (; from < end; from += Pixels.CHANNELS) {
                int factor = weights[weight++];
                blue += (row[from] & 0xFF) * factor;
                green += (row[from + 1] & 0xFF) * factor;
                red += (row[from + 2] & 0xFF) * factor;
            }
            narrow[column * Pixels.CHANNELS] = PillowWeights.pixel(red);
            narrow[column * Pixels.CHANNELS + 1] = PillowWeights.pixel(green);
            narrow[column * Pixels.CHANNELS + 2] = PillowWeights.pixel(blue);
        }
    }

    /** By itself, so that the compiler sees a loop over two arrays and nothing else. */
    private static void add(int[] values, int factor, int[] sums, int at) {
        for (int i = 0; i < values.length; i++) {
            sums[at + i] += values[i] * factor;
        }
    }

    @Override
    public void close() {}
}
