package io.frametag.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.image.Integrity;
import io.frametag.model.ModelId;
import io.frametag.pipeline.Clock;
import io.frametag.pipeline.FrameInfo;
import io.frametag.pipeline.Origin;
import io.frametag.pipeline.Outcome;
import io.frametag.pipeline.Outcome.Labelled;
import io.frametag.pipeline.Outcome.Rejected;
import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.RejectReason;
import io.frametag.pipeline.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.Test;

class HeldOutcomesTest {
    private static final long WORK_MILLIS = 6;
    private static final int LONG_ENOUGH = 100;

    private final Written written = new Written();
    private final TestProcessingTimeService timers = new TestProcessingTimeService();
    private final SettableClock clock = new SettableClock();
    private final HeldOutcomes held = new HeldOutcomes(written, timers, Duration.ofMillis(100), clock);
    private long offset;

    @Test
    void aTaskThatKeepsUpHoldsNothingBack() throws Exception {
        for (int i = 0; i < LONG_ENOUGH; i++) {
            clock.passes(3); // A pause between the frames.
            label();
            assertThat(written.outcomes).hasSize(i + 1);
        }
    }

    @Test
    void aTaskThatIsBehindSendsSeveralTogetherInTheirOrder() throws Exception {
        busyFor(LONG_ENOUGH);
        held.release();
        List<Integer> groups = written.groups();
        assertThat(groups.subList(0, 30)).as("not far behind yet").containsOnly(1);
        assertThat(groups.get(groups.size() - 2)).as("far behind").isBetween(4, 8);
        assertThat(written.outcomes)
                .extracting(outcome -> outcome.origin().offset())
                .isSorted();
        assertThat(written.outcomes).hasSize(LONG_ENOUGH);
    }

    @Test
    void whatIsHeldIsWrittenInTimeThoughNothingFollows() throws Exception {
        busyFor(LONG_ENOUGH);
        while (written.outcomes.size() == offset) {
            label();
        }
        timers.advance(100);
        assertThat(written.outcomes).hasSize((int) offset);
    }

    @Test
    void framesThatWereShedTravelWithTheLabelsBetweenThem() throws Exception {
        busyFor(LONG_ENOUGH);
        held.release();
        clock.passes(WORK_MILLIS);
        label();
        int before = written.outcomes.size();
        held.write(new Outcome.Shed(new Origin("events", 0, offset++, 0, null, new Origin.Header[0]), 1, 200), null);
        assertThat(written.outcomes).hasSize(before);
        held.release();
        assertThat(written.outcomes)
                .extracting(outcome -> outcome.origin().offset())
                .isSorted()
                .hasSize((int) offset);
    }

    @Test
    void aPauseEndsTheHold() throws Exception {
        busyFor(LONG_ENOUGH);
        clock.passes(40);
        label();
        assertThat(written.outcomes).hasSize((int) offset);
    }

    @Test
    void aHitchOfTheMachineDoesNotEndTheHold() throws Exception {
        busyFor(10 * LONG_ENOUGH);
        held.release();
        clock.passes(3);
        label();
        assertThat(written.outcomes).hasSize((int) offset - 1);
    }

    @Test
    void atNineTenthsOfWhatItCanDoNothingIsHeld() throws Exception {
        for (int i = 0; i < 10 * LONG_ENOUGH; i++) {
            // A busy stretch of four frames, and a gap.
            clock.passes(i % 4 == 0 ? 4 * WORK_MILLIS / 9 + 1 : 0);
            label();
        }
        assertThat(written.groups()).containsOnly(1);
    }

    @Test
    void aDeadLetterIsNotHeldSinceItMayBeLarge() throws Exception {
        busyFor(LONG_ENOUGH);
        held.write(
                new Rejected(
                        new RawRecord(origin(), new byte[0]), RejectReason.TOMBSTONE, Stage.DECODE, "", "an empty one"),
                null);
        assertThat(written.outcomes).hasSize((int) offset);
    }

    @Test
    void zeroHoldsNothing() throws Exception {
        HeldOutcomes none = new HeldOutcomes(written, timers, Duration.ZERO, clock);
        for (int i = 0; i < LONG_ENOUGH; i++) {
            clock.passes(WORK_MILLIS);
            none.write(labelled(), null);
            assertThat(written.outcomes).hasSize(i + 1);
        }
    }

    private void busyFor(int labels) throws Exception {
        for (int i = 0; i < labels; i++) {
            label();
        }
    }

    private void label() throws Exception {
        clock.passes(WORK_MILLIS);
        written.calls.add(0);
        held.write(labelled(), null);
    }

    private Labelled labelled() {
        long third = TimeUnit.MILLISECONDS.toMicros(WORK_MILLIS) / 3;
        return new Labelled(
                origin(),
                new FrameInfo("event", "stream", 0, 0, 1, 1, Integrity.WHOLE, 0, false),
                List.of(),
                new ModelId("net", "v1", "00ff"),
                third,
                third,
                third);
    }

    private Origin origin() {
        return new Origin("images", 0, offset++, 0, null, new Origin.Header[0]);
    }

    /** Remembers what was written, and how much of it in each call. */
    private static final class Written implements SinkWriter<Outcome> {
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<Integer> calls = new ArrayList<>();

        @Override
        public void write(Outcome outcome, Context context) {
            outcomes.add(outcome);
            if (!calls.isEmpty()) {
                calls.set(calls.size() - 1, calls.get(calls.size() - 1) + 1);
            }
        }

        private List<Integer> groups() {
            return calls.stream().filter(count -> count > 0).toList();
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }

    private static final class SettableClock implements Clock {
        private long nanos;

        private void passes(long millis) {
            nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        }

        @Override
        public long wallMicros() {
            return TimeUnit.NANOSECONDS.toMicros(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }
}
