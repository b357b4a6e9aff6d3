package io.frametag.model;

import java.util.List;

/** Which of a model's scores are its answer. Serves one thread and many. */
public sealed interface Answers {
    /** How many labels its maker thinks worth showing, at least 1. */
    int topK();

    /** Whether each class has a probability of its own (sigmoid), and not its share of one (softmax). */
    boolean independent();

    /**
     * Picks the classes of an answer.
     *
     * @param scores probabilities of all classes
     * @param best filled with the indices of the classes, best first
     * @return how many were filled
     */
    int select(float[] scores, int[] best);

    /** The best, whatever their scores: PaddleClas's {@code Topk}, and what timm and transformers do. */
    record Best(int topK, boolean independent) implements Answers {
        @Override
        public int select(float[] scores, int[] best) {
            return TopK.select(scores, best);
        }
    }

    /**
     * One class: PaddleClas's {@code ThreshOutput}. Of two classes it is the second from the threshold on, otherwise the
     * first; of more, the best above the threshold, otherwise {@code otherwise}.
     */
    record OneOf(float threshold, int otherwise) implements Answers {
        @Override
        public int topK() {
            return 1;
        }

        @Override
        public boolean independent() {
            return false;
        }

        @Override
        public int select(float[] scores, int[] best) {
            if (scores.length == 2) {
                best[0] = scores[1] < threshold ? 0 : 1;
                return 1;
            }
            TopK.select(scores, best);
            if (scores[best[0]] <= threshold) {
                best[0] = otherwise;
            }
            return 1;
        }
    }

    /**
     * Each class whose score is above its own threshold, which may be none: {@code MultiLabelThreshOutput}, as PaddleX has
     * it.
     *
     * @param thresholds one a class
     */
    record EachAbove(List<Float> thresholds) implements Answers {
        private static final float NONE = -1;

        public EachAbove {
            thresholds = List.copyOf(thresholds);
        }

        @Override
        public int topK() {
            return thresholds.size();
        }

        @Override
        public boolean independent() {
            return true;
        }

        @Override
        public int select(float[] scores, int[] best) {
            float[] admitted = new float[scores.length];
            for (int i = 0; i < scores.length; i++) {
                admitted[i] = scores[i] > thresholds.get(i) ? scores[i] : NONE;
            }
            int found = TopK.select(admitted, best);
            while (found > 0 && admitted[best[found - 1]] == NONE) {
                found--;
            }
            return found;
        }
    }
}
