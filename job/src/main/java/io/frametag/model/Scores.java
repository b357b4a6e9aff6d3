package io.frametag.model;

import java.util.List;

/** What a model's output row means: it is told apart once, so that softmax or sigmoid is applied exactly once or never. */
enum Scores {
    /** The graph ends with a softmax or a sigmoid: the row is the answer. */
    PROBABILITIES("probabilities") {
        @Override
        void toProbabilities(float[] row) {}
    },
    /** The row is any real numbers, each the logarithm of the odds of its class. */
    SIGMOID("logits, each for itself: they go through a sigmoid") {
        @Override
        void toProbabilities(float[] row) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (1 / (1 + Math.exp(-row[i])));
            }
        }
    },
    /** The row is any real numbers, to be put through a softmax. */
    LOGITS("logits: they go through a softmax") {
        @Override
        void toProbabilities(float[] row) {
            softmax(row);
        }
    };

    /** Wide enough for float and int8 arithmetic, too narrow for logits that only happen to be positive. */
    private static final double SUM_TOLERANCE = 1e-3;

    /** Room for what an int8 softmax rounds, and none for logits. */
    private static final float BOUND_TOLERANCE = 0.01f;

    private final String words;

    Scores(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Replaces a row of the model's output by its probabilities, in place. */
    abstract void toProbabilities(float[] row);

    /**
     * Tells by the graph, and where that leaves it open, by the model's answers to several unlike images.
     *
     * @param independent whether each class has a probability of its own
     */
    static Scores of(GraphEnding ending, boolean independent, List<float[]> rows) {
        return switch (ending) {
            case PROBABILITIES -> PROBABILITIES;
            case LOGITS -> independent ? SIGMOID : LOGITS;
            case UNCLEAR -> independent ? ofIndependent(rows) : of(rows);
        };
    }

    /** Whether they can be probabilities: a wrong guess shows here at the latest. */
    static boolean areBounded(float[] row) {
        for (float score : row) {
            if (score < -BOUND_TOLERANCE || score > 1 + BOUND_TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells by a model's answers to several unlike images. Logits that are non-negative and sum to one for all of them
     * are possible, but only by a softmax under another name.
     */
    static Scores of(List<float[]> rows) {
        return rows.stream().allMatch(Scores::isDistribution) ? PROBABILITIES : LOGITS;
    }

    /** As {@link #of}, where each class has a probability of its own: numbers from 0 to 1 for all images are probabilities. */
    static Scores ofIndependent(List<float[]> rows) {
        return rows.stream().allMatch(Scores::areWithinOne) ? PROBABILITIES : SIGMOID;
    }

    private static boolean areWithinOne(float[] row) {
        for (float score : row) {
            if (score < 0 || score > 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDistribution(float[] row) {
        double sum = 0;
        for (float score : row) {
            if (score < 0) {
                return false;
            }
            sum += score;
        }
        return Math.abs(sum - 1) <= SUM_TOLERANCE;
    }

    static boolean areFinite(float[] row) {
        for (float score : row) {
            if (!Float.isFinite(score)) {
                return false;
            }
        }
        return true;
    }

    private static void softmax(float[] row) {
        float max = Float.NEGATIVE_INFINITY;
        for (float logit : row) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            // Less the greatest, so that exp cannot overflow.
            row[i] = (float) Math.exp(row[i] - max);
            sum += row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (row[i] / sum);
        }
    }
}
