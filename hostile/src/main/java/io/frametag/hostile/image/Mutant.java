package io.frametag.hostile.image;

/**
 * A damaged image, or one left as it was.
 *
 * @param index its number; with the seed it is all that is needed to make the same again
 */
public record Mutant(long index, Kind kind, Payload payload) {
    /** Which image was damaged, and how. */
    public record Kind(FrameFormat format, Mutation mutation) {
        /** @return whether anything was done to it */
        public boolean damaged() {
            return mutation != Mutation.NONE;
        }

        @Override
        public String toString() {
            return format.title() + "; " + mutation.title();
        }
    }
}
