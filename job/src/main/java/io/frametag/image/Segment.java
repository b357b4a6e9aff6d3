package io.frametag.image;

/**
 * Along one axis, the part of an image that a centre crop of its linear resize is made of, so that the rest need not be
 * resized. The resize's scale stays; its phase is met to {@value #PHASE_TOLERANCE} of a source pixel.
 *
 * @param from the first source pixel
 * @param length how many source pixels
 * @param skip how many pixels of the part, resized, are before the crop
 */
record Segment(int from, int length, int skip) {
    /** In source pixels. A pixel of a part is off by this share of the step to its neighbour: below rounding. */
    static final double PHASE_TOLERANCE = 1 / 64.0;

    /**
     * @param source the decoded image's length
     * @param resized its length after the resize; at most {@code source}, since an enlarged part would be blended with its
     *     own edge instead of its neighbour
     * @param cropFrom the crop's first pixel in the resized image
     * @param crop the crop's length
     */
    static Segment around(int source, int resized, int cropFrom, int crop) {
        double scale = (double) source / resized;
        int skip = 0;
        // It ends at the image's own edge at the latest, where the phase is the whole image's.
        while (skip < cropFrom && offPhase((cropFrom - skip) * scale) > PHASE_TOLERANCE) {
            skip++;
        }
        int from = (int) Math.rint((cropFrom - skip) * scale);
        // One more pixel, for the right neighbour of the last.
        int length = (int) Math.ceil((skip + crop) * scale) + 1;
        return new Segment(from, Math.min(length, source - from), skip);
    }

    private static double offPhase(double position) {
        return Math.abs(position - Math.rint(position));
    }
}
