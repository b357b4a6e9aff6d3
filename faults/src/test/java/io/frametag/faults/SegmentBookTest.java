package io.frametag.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.schema.FrameReference;
import io.frametag.schema.Model;
import io.frametag.schema.Segment;
import io.frametag.schema.SegmentState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SegmentBookTest {
    private final SegmentBook book = new SegmentBook();

    private void say(int start, SegmentState... states) {
        for (SegmentState state : states) {
            Instant at = Instant.ofEpochSecond(start);
            book.add(new Segment(
                    "camera-0/3/" + start,
                    "camera-0",
                    3,
                    "cat",
                    state,
                    at,
                    at,
                    0.9f,
                    0.9f,
                    2L,
                    new FrameReference("image-events", 0, 0L, 0L),
                    "faults",
                    new Model("model", "1", "00")));
        }
    }

    @Test
    void eachIsOpenedOnceAndClosedOnceButTheLast() {
        say(1, SegmentState.OPEN, SegmentState.CLOSED);
        say(2, SegmentState.OPEN);

        assertThatCode(() -> book.check(true)).doesNotThrowAnyException();
        assertThat(book.summary()).isEqualTo("2 segments were opened, and 1 of them closed");
    }

    @Test
    void whatComesAgainIsAllowedUnderAtLeastOnceOnly() {
        say(1, SegmentState.OPEN, SegmentState.OPEN, SegmentState.CLOSED);

        assertThatCode(() -> book.check(false)).doesNotThrowAnyException();
        assertThat(book.summary()).endsWith("; records that came again: 1");
        assertThatThrownBy(() -> book.check(true)).hasMessage("Segment camera-0/3/1 is [OPEN, OPEN, CLOSED].");
    }

    @Test
    void whatIsClosedTwiceIsFound() {
        say(1, SegmentState.OPEN, SegmentState.CLOSED, SegmentState.CLOSED);

        assertThatThrownBy(() -> book.check(true)).hasMessage("Segment camera-0/3/1 is [OPEN, CLOSED, CLOSED].");
    }

    @Test
    void whatWasNeverOpenedIsFoundInBothModes() {
        say(1, SegmentState.CLOSED);

        assertThatThrownBy(() -> book.check(true)).hasMessageContaining("is [CLOSED]");
        assertThatThrownBy(() -> book.check(false)).hasMessageContaining("is [CLOSED]");
    }

    @Test
    void aSegmentThatOthersOfItsLabelFollowMustBeClosed() {
        say(1, SegmentState.OPEN);
        say(2, SegmentState.OPEN, SegmentState.CLOSED);

        assertThatThrownBy(() -> book.check(true))
                .hasMessage("1 segments were never closed although their label was shown again.");
        assertThat(book.summary()).endsWith("; left open: 1");
    }

    @Test
    void noSegmentsProveNothing() {
        assertThatThrownBy(() -> book.check(false)).hasMessage("There are no segments.");
    }
}
