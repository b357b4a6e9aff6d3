package io.frametag.tools.model.int8;

/**
 * Between which numbers a value of the graph lies, and so how unsigned bytes stand for it: {@code scale * (byte - zeroPoint)},
 * as ONNX's QuantizeLinear has it. Zero is always one of them, since convolutions pad with it.
 */
record Range(float low, float high) {
    private static final int STEPS = 255;
    /** Of a value that was always zero while it was looked at, and may not be later. */
    private static final float LEAST_SCALE = 1e-6f;

    static final Range ZERO = new Range(0, 0);

    Range with(float value) {
        return new Range(Math.min(low, value), Math.max(high, value));
    }

    /** The same, but nothing below {@code lowest}. */
    Range from(float lowest) {
        return new Range(Math.max(low, Math.min(lowest, 0)), high);
    }

    float scale() {
        return Math.max((high - low) / STEPS, LEAST_SCALE);
    }

    int zeroPoint() {
        return Math.max(0, Math.min(STEPS, Math.round(-low / scale())));
    }
}
