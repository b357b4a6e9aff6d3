package io.frametag.model;

/** Picks the best classes of a row. Insertion into a short sorted list: k is a handful, and nothing is allocated. */
final class TopK {
    private TopK() {}

    /**
     * Fills {@code best} with the indices of the highest scores, highest first, equal scores by lower index.
     *
     * @param best as long as answers are wanted
     * @return how many were filled: fewer than {@code best.length} if there are fewer scores
     */
    static int select(float[] scores, int[] best) {
        int found = 0;
        for (int index = 0; index < scores.length; index++) {
            float score = scores[index];
            if (found == best.length && score <= scores[best[found - 1]]) {
                continue;
            }
            int place = found < best.length ? found++ : found - 1;
            while (place > 0 && score > scores[best[place - 1]]) {
                best[place] = best[place - 1];
                place--;
            }
            best[place] = index;
        }
        return found;
    }
}
