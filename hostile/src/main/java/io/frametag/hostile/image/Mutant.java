package io.frametag.hostile.image;

/**
 * A damaged image.
 *
 * @param index its number; with the seed it is all that is needed to make the same again
 */
public record Mutant(long index, Kind kind, Payload payload) {
    /** Which image was damaged, and how. */
    public record Kind(FrameFormat format, Mutation mutation) {
        @Override
        public String toString() {
            return format.title() + "; " + mutation.title();
        }
    }
}
