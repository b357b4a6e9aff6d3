package io.frametag.bench.fidelity;

import io.frametag.image.ImageGeometry;
import io.frametag.image.PixelSize;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Linear resizing whose triangle is as wide as the reduction, so that every pixel counts, as Pillow and torchvision resize
 * by default; then the centre crop. Slow: a reference.
 */
final class AntialiasedLinear {
    private static final int CHANNELS = 3;

    private AntialiasedLinear() {}

    /**
     * @param bgr a whole image, 8-bit BGR without gaps between rows
     * @return as {@link io.frametag.image.Preprocessor#rgb}
     */
    static byte[] rgb(Mat bgr, ImageGeometry geometry) {
        PixelSize whole = new PixelSize(bgr.cols(), bgr.rows());
        PixelSize target = geometry.resized(whole);
        PixelSize output = geometry.output();
        byte[] pixels = new byte[Math.toIntExact(whole.pixels() * CHANNELS)];
        bgr.data().get(pixels);
        float[][] columns = weights(whole.width(), target.width());
        float[][] rows = weights(whole.height(), target.height());
        int left = (target.width() - output.width()) / 2;
        int top = (target.height() - output.height()) / 2;
        float[] narrow = narrowed(pixels, whole, columns, left, output.width());
        byte[] rgb = new byte[Math.toIntExact(output.pixels() * CHANNELS)];
        for (int y = 0; y < output.height(); y++) {
            float[] weights = rows[top + y];
            int first = first(top + y, whole.height(), target.height());
            for (int at = 0; at < output.width() * CHANNELS; at++) {
                float sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * narrow[(first + i) * output.width() * CHANNELS + at];
                }
                int channel = at % CHANNELS;
                rgb[y * output.width() * CHANNELS + at - channel + 2 - channel] = (byte) Math.round(sum);
            }
        }
        return rgb;
    }

    private static float[] narrowed(byte[] pixels, PixelSize whole, float[][] columns, int left, int width) {
        float[] narrow = new float[whole.height() * width * CHANNELS];
        for (int x = 0; x < width; x++) {
            float[] weights = columns[left + x];
            int first = first(left + x, whole.width(), columns.length);
            for (int y = 0; y < whole.height(); y++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    float sum = 0;
                    for (int i = 0; i < weights.length; i++) {
                        sum += weights[i] * (pixels[(y * whole.width() + first + i) * CHANNELS + channel] & 0xFF);
                    }
                    narrow[(y * width + x) * CHANNELS + channel] = sum;
                }
            }
        }
        return narrow;
    }

    /** For each target pixel the weights of the pixels from {@link #first} on; they sum to one. */
    private static float[][] weights(int from, int to) {
        double scale = Math.max(1, (double) from / to);
        float[][] weights = new float[to][];
        for (int target = 0; target < to; target++) {
            double centre = centre(target, from, to);
            int first = first(target, from, to);
            int end = (int) Math.min(from, Math.floor(centre + scale + 0.5));
            float[] own = new float[end - first];
            float sum = 0;
            for (int i = 0; i < own.length; i++) {
                own[i] = (float) Math.max(0, 1 - Math.abs(first + i + 0.5 - centre) / scale);
                sum += own[i];
            }
            for (int i = 0; i < own.length; i++) {
                own[i] /= sum;
            }
            weights[target] = own;
        }
        return weights;
    }

    private static int first(int target, int from, int to) {
        double scale = Math.max(1, (double) from / to);
        return (int) Math.max(0, Math.floor(centre(target, from, to) - scale + 0.5));
    }

    private static double centre(int target, int from, int to) {
        return (target + 0.5) * from / to;
    }
}
