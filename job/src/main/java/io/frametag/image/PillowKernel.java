package io.frametag.image;

/**
 * The filters of Pillow's {@code Image.resize}, as functions of the distance from the centre in pixels of the smaller of
 * the two images.
 */
enum PillowKernel {
    BILINEAR(1) {
        @Override
        double at(double distance) {
            double x = Math.abs(distance);
            return x < 1 ? 1 - x : 0;
        }
    },
    /** R. Keys, "Cubic convolution interpolation for digital image processing" (1981), with a = -0.5. */
    BICUBIC(2) {
        @Override
        double at(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((KEYS + 2) * x - (KEYS + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * KEYS : 0;
        }
    },
    LANCZOS(3) {
        @Override
        double at(double distance) {
            return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
        }
    };

    private static final double KEYS = -0.5;

    private final int support;

    PillowKernel(int support) {
        this.support = support;
    }

    /** @return null if Pillow has no such filter, or it is none */
    static PillowKernel of(Interpolation interpolation) {
        return switch (interpolation) {
            case LINEAR -> BILINEAR;
            case CUBIC -> BICUBIC;
            case LANCZOS -> LANCZOS;
            case NEAREST, AREA -> null;
        };
    }

    /** The distance from which on it is zero. */
    int support() {
        return support;
    }

    abstract double at(double distance);

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }
}
