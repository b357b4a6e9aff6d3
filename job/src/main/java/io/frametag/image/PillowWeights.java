package io.frametag.image;

/**
 * The weights of one axis of Pillow's resize, for the part of it that the crop keeps: pixel {@code i} of the part is the sum
 * of the source's pixels from {@link #first} up to {@link #end}, each times its weight, which is a fraction of {@code 1 <<}
 * {@value #PRECISION_BITS}. Neither end ever goes back from one pixel to the next.
 *
 * <p>The order of the operations is that of Pillow's {@code Resample.c}, so that each weight is the same to the last bit.
 */
final class PillowWeights {
    /** What is left of 32 bits for 8 bits of a pixel and two of overshoot. */
    static final int PRECISION_BITS = 32 - 8 - 2;

    static final int HALF = 1 << (PRECISION_BITS - 1);
    private static final int BRIGHTEST = 255;

    private final int source;
    private final int target;
    private final int offset;
    private final int taps;
    private final int[] first;
    private final int[] end;
    private final int[] weights;

    private PillowWeights(PillowKernel kernel, int source, int target, int offset, int length) {
        this.source = source;
        this.target = target;
        this.offset = offset;
        double scale = (double) source / target;
        double stretch = Math.max(scale, 1);
        double support = kernel.support() * stretch;
        double inverse = 1 / stretch;
        taps = (int) Math.ceil(support) * 2 + 1;
        first = new int[length];
        end = new int[length];
        weights = new int[Math.multiplyExact(length, taps)];
        double[] exact = new double[taps];
        for (int i = 0; i < length; i++) {
            double centre = (offset + i + 0.5) * scale;
            first[i] = Math.max(0, (int) (centre - support + 0.5));
            end[i] = Math.min(source, (int) (centre + support + 0.5));
            double sum = 0;
            for (int tap = 0; tap < end[i] - first[i]; tap++) {
                exact[tap] = kernel.at((tap + first[i] - centre + 0.5) * inverse);
                sum += exact[tap];
            }
            for (int tap = 0; tap < end[i] - first[i]; tap++) {
                weights[i * taps + tap] = fixed(sum == 0 ? exact[tap] : exact[tap] / sum);
            }
        }
    }

    /**
     * @param source pixels of the image
     * @param target pixels of the whole resized image
     * @param offset the first that is wanted
     * @param length how many are wanted, at least 1
     * @param known of the same kernel and length, or null
     * @return {@code known} if it is the same
     */
    static PillowWeights of(PillowKernel kernel, int source, int target, int offset, int length, PillowWeights known) {
        boolean same = known != null && known.source == source && known.target == target && known.offset == offset;
        return same ? known : new PillowWeights(kernel, source, target, offset, length);
    }

    /** Rounded to the nearest, halves away from zero. */
    private static int fixed(double weight) {
        double scaled = weight * (1 << PRECISION_BITS);
        return (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }

    /** @return a sum of {@link #HALF} and pixels times weights, as a pixel */
    static int pixel(int sum) {
        return Math.max(0, Math.min(sum >> PRECISION_BITS, BRIGHTEST));
    }

    /** How many pixels there are. */
    int length() {
        return first.length;
    }

    /** The first pixel of the source that any of them needs. */
    int from() {
        return first[0];
    }

    /** Behind the last pixel of the source that any of them needs. */
    int to() {
        return end[end.length - 1];
    }

    int first(int pixel) {
        return first[pixel];
    }

    int end(int pixel) {
        return end[pixel];
    }

    /** Where the pixel's weights begin in {@link #weights}. */
    int start(int pixel) {
        return pixel * taps;
    }

    int[] weights() {
        return weights;
    }

    /** The part that a pixel of the source has in one of these, which needs it. */
    int weight(int pixel, int sourcePixel) {
        return weights[start(pixel) + sourcePixel - first[pixel]];
    }

    int size() {
        return weights.length;
    }
}
