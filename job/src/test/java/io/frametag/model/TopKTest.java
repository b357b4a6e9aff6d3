package io.frametag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopKTest {
    @Test
    void theBestComeFirst() {
        int[] best = new int[3];

        assertThat(TopK.select(new float[] {0.1f, 0.4f, 0.2f, 0.3f}, best)).isEqualTo(3);
        assertThat(best).containsExactly(1, 3, 2);
    }

    @Test
    void equalScoresGoByLowerIndex() {
        int[] best = new int[2];

        TopK.select(new float[] {0.2f, 0.3f, 0.2f, 0.3f, 0.3f}, best);

        assertThat(best).containsExactly(1, 3);
    }

    @Test
    void fewerScoresThanWantedAreAllOfThem() {
        assertThat(TopK.select(new float[] {0.5f, 0.5f}, new int[5])).isEqualTo(2);
    }

    @Test
    void agreesWithSortingEverything() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            float[] scores = new float[1 + random.nextInt(50)];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = random.nextInt(10);
            }
            int[] best = new int[scores.length];

            TopK.select(scores, best);

            assertThat(best)
                    .containsExactly(IntStream.range(0, scores.length)
                            .boxed()
                            .sorted(Comparator.comparing((Integer i) -> -scores[i]))
                            .mapToInt(Integer::intValue)
                            .toArray());
        }
    }
}
