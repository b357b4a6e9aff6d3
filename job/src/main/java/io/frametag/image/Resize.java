package io.frametag.image;

import java.io.Serializable;

/** The size that an upright image is resized to, before the crop. */
public sealed interface Resize extends Serializable {
    /** @param upright the whole image's size, however little of it was decoded */
    PixelSize of(PixelSize upright);

    /** Whether any image, resized so, has room for a crop of this size. */
    boolean alwaysCovers(PixelSize crop);

    /** PaddleClas's {@code resize_short}: the short side becomes {@code side}, the aspect ratio stays. */
    record ShortSide(int side) implements Resize {
        public ShortSide {
            if (side < 1) {
                throw new IllegalArgumentException("resize_short must be at least 1, but is " + side + ".");
            }
        }

        /** In PaddleClas's own steps, since another order of operations rounds some sizes otherwise. */
        @Override
        public PixelSize of(PixelSize upright) {
            double percent = (double) side / upright.shortSide();
            return new PixelSize(rounded(upright.width() * percent), rounded(upright.height() * percent));
        }

        /** Python's {@code round}: halves go to the even neighbour. */
        private static int rounded(double length) {
            return (int) Math.rint(length);
        }

        @Override
        public boolean alwaysCovers(PixelSize crop) {
            return side >= Math.max(crop.width(), crop.height());
        }

        @Override
        public String toString() {
            return "a short side of " + side;
        }
    }

    /** torchvision's {@code Resize} by one number: the short side becomes {@code side}, the long one is cut off to whole pixels. */
    record TruncatedShortSide(int side) implements Resize {
        public TruncatedShortSide {
            if (side < 1) {
                throw new IllegalArgumentException("The short side must be at least 1, but is " + side + ".");
            }
        }

        /** {@code int(side * long / short)}. */
        @Override
        public PixelSize of(PixelSize upright) {
            return new PixelSize(of(upright.width(), upright.shortSide()), of(upright.height(), upright.shortSide()));
        }

        private int of(int length, int shortSide) {
            return (int) Math.min(Integer.MAX_VALUE, (long) side * length / shortSide);
        }

        @Override
        public boolean alwaysCovers(PixelSize crop) {
            return side >= Math.max(crop.width(), crop.height());
        }

        @Override
        public String toString() {
            return "a short side of " + side;
        }
    }

    /** PaddleClas's {@code size}: every image gets this size, whatever its aspect ratio. */
    record Exact(PixelSize size) implements Resize {
        @Override
        public PixelSize of(PixelSize upright) {
            return size;
        }

        @Override
        public boolean alwaysCovers(PixelSize crop) {
            return size.covers(crop);
        }

        @Override
        public String toString() {
            return size.toString();
        }
    }
}
