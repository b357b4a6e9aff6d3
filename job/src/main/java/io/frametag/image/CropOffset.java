package io.frametag.image;

/** Where the middle is when what is cut off is an odd number of pixels. */
public enum CropOffset {
    /** {@code (whole − part) // 2}: PaddleClas and transformers. */
    FLOORED {
        @Override
        int of(int whole, int part) {
            return (whole - part) / 2;
        }
    },
    /** {@code int(round((whole − part) / 2.0))}, with Python's halves to the even neighbour: torchvision. */
    ROUNDED {
        @Override
        int of(int whole, int part) {
            return (int) Math.rint((whole - part) / 2.0);
        }
    };

    /** The first pixel of the middle {@code part} of {@code whole}, which is no shorter. */
    abstract int of(int whole, int part);
}
