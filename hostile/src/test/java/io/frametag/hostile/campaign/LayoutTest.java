package io.frametag.hostile.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.hostile.campaign.Layout.Content;
import io.frametag.hostile.campaign.Layout.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private final Layout layout = new Layout(2, 100, 7, 3);

    @Test
    void theRecordsOfAPartitionAreSentInTheOrderOfTheirOffsets() {
        Map<Integer, Long> next = new HashMap<>();
        for (int record = 0; record < layout.records(); record++) {
            Place place = layout.place(record);
            assertThat(place.offset()).isEqualTo(next.getOrDefault(place.partition(), 0L));
            next.merge(place.partition(), 1L, Long::sum);
        }
    }

    @Test
    void eachDamagedImageIsThereOnceWithAGoodFrameBehindIt() {
        Set<Long> mutants = new TreeSet<>();
        for (int record = 0; record < layout.records(); record++) {
            Place place = layout.place(record);
            Content content = layout.content(place);
            if (!content.isGood()) {
                assertThat(mutants.add(content.mutant())).isTrue();
                Content behind = layout.content(new Place(place.partition(), place.offset() + 1));
                assertThat(behind.isGood()).isTrue();
                assertThat(behind.mutant()).isEqualTo(content.mutant());
            }
        }
        assertThat(mutants).containsExactly(100L, 101L, 102L, 103L, 104L, 105L, 106L);
    }

    @Test
    void eachPartitionBeginsWithEveryGoodFrame() {
        for (int offset = 0; offset < 3; offset++) {
            assertThat(layout.content(new Place(1, offset))).isEqualTo(new Content(offset, -1));
        }
        assertThat(layout.content(new Place(1, 3)).isGood()).isFalse();
    }
}
