package io.frametag.tools.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline();

    private static TimelineTag tag(String label, long startSeconds, long endSeconds, boolean open) {
        return new TimelineTag(
                "s", label, TimeUnit.SECONDS.toMicros(startSeconds), TimeUnit.SECONDS.toMicros(endSeconds), open, 0.9f);
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toMicros(seconds);
    }

    @Test
    void aClosedTagTakesTheOpenOnesPlace() {
        timeline.put(tag("cat", 1000, 1001, true));
        timeline.put(tag("cat", 1000, 1007, false));
        assertThat(timeline.until(seconds(1010))).containsExactly(tag("cat", 1000, 1007, false));
    }

    @Test
    void theSameLabelLaterIsAnotherTag() {
        timeline.put(tag("cat", 1000, 1007, false));
        timeline.put(tag("cat", 1020, 1021, true));
        timeline.put(tag("dog", 1020, 1021, true));
        assertThat(timeline.until(seconds(1022))).hasSize(3);
    }

    @Test
    void whatEndedTwoMinutesAgoIsDroppedAndWhatIsOpenStays() {
        timeline.put(tag("cat", 1000, 1007, false));
        timeline.put(tag("dog", 1000, 1001, true));
        assertThat(timeline.until(seconds(1127))).hasSize(2);
        assertThat(timeline.until(seconds(1128))).containsExactly(tag("dog", 1000, 1001, true));
    }

    @Test
    void thereIsALimitToTags() {
        for (int i = 0; i < 3 * Timeline.MOST; i++) {
            timeline.put(tag("label " + i, 1000, 1001, true));
        }
        assertThat(timeline.until(seconds(1002)))
                .hasSize(Timeline.MOST)
                .last()
                .extracting(TimelineTag::label)
                .isEqualTo("label " + (3 * Timeline.MOST - 1));
    }
}
