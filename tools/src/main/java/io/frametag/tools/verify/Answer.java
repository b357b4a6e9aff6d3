package io.frametag.tools.verify;

/**
 * What one run's outcomes amount to for one input: two bits for each but one, which is rare. Later ones outweigh earlier
 * ones: what one run shed and another labelled is labelled.
 */
enum Answer {
    NONE(0),
    /** The third bit: a ledger has it only where something was shed. */
    SHED(4),
    DEAD_LETTER(1),
    LABEL(2),
    /** Two outcomes or more, of whatever kinds. */
    MANY(3);

    private final int bits;

    Answer(int bits) {
        this.bits = bits;
    }

    static Answer of(Outcome.Kind kind) {
        return switch (kind) {
            case LABEL -> LABEL;
            case DEAD_LETTER -> DEAD_LETTER;
            case SHED -> SHED;
        };
    }

    static Answer ofBits(int bits) {
        return switch (bits) {
            case 0 -> NONE;
            case 1 -> DEAD_LETTER;
            case 2 -> LABEL;
            case 3 -> MANY;
            default -> throw new IllegalArgumentException("More than two bits: " + bits);
        };
    }

    int bits() {
        return bits;
    }

    Answer and(Outcome.Kind further) {
        return this == NONE ? of(further) : MANY;
    }

    Answer orHeavier(Answer other) {
        return other.compareTo(this) > 0 ? other : this;
    }
}
