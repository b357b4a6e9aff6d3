package io.frametag.bench.fidelity;

import io.frametag.image.PixelSize;

/**
 * A rule for how far libjpeg may shrink an image while it decodes.
 *
 * @param atLeast how often the shrunk image still has to cover the size that it is resized to next
 */
record Reduction(String name, double atLeast) {
    /** No shrinking: the job's exact mode. */
    static final Reduction NONE = new Reduction("whole (EXACT)", Double.POSITIVE_INFINITY);
    /** The job's fast mode. */
    static final Reduction FAST = new Reduction("to at least the target (FAST)", 1);
    /** A rule that the job might have instead. */
    static final Reduction TWICE = new Reduction("to at least twice the target", 2);

    private static final int LARGEST = 8;

    /** @return 1, 2, 4 or 8 */
    int divisor(PixelSize whole, PixelSize target) {
        int divisor = LARGEST;
        while (divisor > 1
                && (side(whole.width(), divisor) < atLeast * target.width()
                        || side(whole.height(), divisor) < atLeast * target.height())) {
            divisor /= 2;
        }
        return divisor;
    }

    /** libjpeg rounds up. */
    private static int side(int whole, int divisor) {
        return (whole + divisor - 1) / divisor;
    }
}
