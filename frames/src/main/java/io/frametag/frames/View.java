package io.frametag.frames;

/**
 * A part of a photo with the shape of the frames.
 *
 * @param zoom its width over that of the largest such part, above 0, at most 1
 * @param across where it is between the photo's left edge (0) and right edge (1), as far as it can go
 * @param down likewise from top to bottom
 */
record View(double zoom, double across, double down) {
    /** @param share of the way from this view to the other */
    View towards(View other, double share) {
        return new View(
                zoom + share * (other.zoom - zoom),
                across + share * (other.across - across),
                down + share * (other.down - down));
    }
}
