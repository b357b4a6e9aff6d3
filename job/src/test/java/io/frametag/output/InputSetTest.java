package io.frametag.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InputSetTest {
    private final InputSet inputs = new InputSet();

    @Test
    void topicPartitionAndOffsetMakeAnInput() {
        inputs.add("a", 1, 2);
        inputs.add("a", 1, 2);

        assertThat(inputs.size()).isEqualTo(1);
        assertThat(inputs.contains("a", 1, 2)).isTrue();
        assertThat(inputs.contains("a", 1, 3)).isFalse();
        assertThat(inputs.contains("a", 1, 2 + 64)).isFalse();
        assertThat(inputs.contains("a", 0, 2)).isFalse();
        assertThat(inputs.contains("b", 1, 2)).isFalse();
        assertThat(inputs.contains("", 0, 0)).isFalse();
    }

    /** In an order that makes no runs, over many growths, held against a set of the library's. */
    @Test
    void whateverIsAddedIsInItAndNothingElse() {
        Random random = new Random(5);
        Set<List<Object>> expected = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            String topic = "file:/photos/" + random.nextInt(30_000) + ".jpg";
            int partition = random.nextInt(2);
            long offset = random.nextBoolean() ? 0 : random.nextLong() >>> random.nextInt(64);
            inputs.add(topic, partition, offset);
            expected.add(List.of(topic, partition, offset));
        }

        assertThat(inputs.size()).isEqualTo(expected.size());
        assertThat(expected)
                .allMatch(input -> inputs.contains((String) input.get(0), (int) input.get(1), (long) input.get(2)));
        for (int i = 0; i < 100_000; i++) {
            String topic = "file:/photos/" + random.nextInt(40_000) + ".jpg";
            int partition = random.nextInt(3);
            long offset = random.nextInt(100);
            assertThat(inputs.contains(topic, partition, offset))
                    .isEqualTo(expected.contains(List.<Object>of(topic, partition, offset)));
        }
    }
}
