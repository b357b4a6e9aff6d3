package io.frametag.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.config.Overload;
import io.frametag.config.RecordCoordinates;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.Outcome.Shed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which frames are shed under a deadline of 200 ms. */
class DeadlineTest {
    private static final long DEADLINE = 200;
    private static final byte[] KEY = "camera-1".getBytes(UTF_8);

    private Chain chain;
    private byte[] frame;
    private long nowMillis;

    @BeforeEach
    void open() throws Exception {
        chain = new Chain(new Overload(DEADLINE), new RecordCoordinates("image-events", 0, 99));
        frame = Chain.encode(chain.event("drawn-32x32.png"));
        nowMillis = chain.clock.wallMicros / 1000;
    }

    @AfterEach
    void close() {
        chain.close();
    }

    private Outcome tag(long timestamp, byte[] value) {
        return chain.tag(record(0, timestamp, value));
    }

    private static RawRecord record(long offset, long timestamp, byte[] value) {
        return new RawRecord(new Origin("image-events", 0, offset, timestamp, KEY, new Origin.Header[0]), value);
    }

    @Test
    void aFrameThatIsExactlyAsOldAsTheDeadlineIsLabelled() {
        assertThat(tag(nowMillis - DEADLINE, frame)).isInstanceOf(Labelled.class);
    }

    @Test
    void aFrameThatIsAMicrosecondOlderIsShed() {
        chain.clock.wallMicros++;
        RawRecord late = record(7, nowMillis - DEADLINE, frame);
        assertThat(chain.tag(late)).isEqualTo(new Shed(late.origin(), chain.clock.wallMicros, DEADLINE));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000_000})
    void aFrameOfTheFutureIsLabelled(long ahead) {
        assertThat(tag(nowMillis + ahead, frame)).isInstanceOf(Labelled.class);
    }

    @Test
    void theEndsOfTimeOverflowNothing() {
        assertThat(tag(Long.MAX_VALUE, frame)).isInstanceOf(Labelled.class);
        assertThat(tag(0, frame)).isInstanceOf(Shed.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aFrameWithoutATimestampIsNotKnownToBeOld(long none) {
        assertThat(tag(none, frame)).isInstanceOf(Labelled.class);
    }

    @Test
    void anOldFrameIsNotLookedAt() {
        assertThat(tag(nowMillis - DEADLINE - 1, new byte[] {1, 2, 3})).isInstanceOf(Shed.class);
        assertThat(tag(nowMillis, new byte[] {1, 2, 3})).isInstanceOf(Rejected.class);
    }

    @Test
    void whatNeedsNoLookToBeRejectedIsRejectedHoweverOld() {
        assertThat(tag(0, null))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.reason()).isEqualTo(RejectReason.TOMBSTONE));
        assertThat(chain.tag(record(99, 0, frame)))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.reason()).isEqualTo(RejectReason.REJECTED_BY_OPERATOR));
    }

    @Test
    void withoutADeadlineNoFrameIsTooOld() throws Exception {
        try (Chain keepAll = new Chain(Overload.KEEP_ALL)) {
            assertThat(keepAll.tag(record(0, 0, frame))).isInstanceOf(Labelled.class);
        }
    }
}
