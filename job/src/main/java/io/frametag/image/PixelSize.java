package io.frametag.image;

import java.io.Serializable;

/** Width and height in pixels, both at least 1. */
public record PixelSize(int width, int height) implements Serializable {
    public PixelSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("An image of " + width + "×" + height + " has no pixels.");
        }
    }

    public long pixels() {
        return (long) width * height;
    }

    public int shortSide() {
        return Math.min(width, height);
    }

    /** Whether an image of this size has room for one of the other's. */
    public boolean covers(PixelSize other) {
        return width >= other.width && height >= other.height;
    }

    /** The size after a quarter turn. */
    public PixelSize turned() {
        return new PixelSize(/* width= */ height, /* height= */ width);
    }

    /** The size after scaled decoding, where libjpeg rounds up. */
    PixelSize dividedBy(int divisor) {
        return new PixelSize(ceilDiv(width, divisor), ceilDiv(height, divisor));
    }

    private static int ceilDiv(int side, int divisor) {
        return (side - 1) / divisor + 1;
    }

    @Override
    public String toString() {
        return width + "×" + height;
    }
}
