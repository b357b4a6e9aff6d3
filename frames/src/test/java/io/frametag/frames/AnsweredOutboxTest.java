package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.schema.ImageEvent;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AnsweredOutboxTest {
    private final Given kafka = new Given();

    /** Takes all while it has room. */
    private static final class Given implements Outbox {
        private int taken;
        private boolean hasRoom = true;
        private boolean closed;

        @Override
        public boolean send(List<ImageEvent> events, boolean patient) {
            taken += hasRoom ? events.size() : 0;
            return hasRoom;
        }

        @Override
        public long arrived() {
            return taken;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            closed = true;
        }
    }

    private static List<ImageEvent> frame(int streams) {
        return Collections.nCopies(streams, null);
    }

    @Test
    void aLiveSourceFindsNoRoomUntilTheJobAnswers() {
        try (Stop stop = Stop.onSignal();
                AnsweredOutbox outbox = new AnsweredOutbox(kafka, 1, stop)) {
            for (int i = 0; i < 100; i++) {
                assertThat(outbox.send(frame(1), false)).isTrue();
            }
            assertThat(outbox.send(frame(1), false)).isFalse();
            outbox.answered();
            assertThat(outbox.send(frame(1), false)).isTrue();
            assertThat(outbox.arrived()).isEqualTo(101);
        }
        assertThat(kafka.closed).isTrue();
    }

    @Test
    void aRecordingWaitsForTheJob() throws Exception {
        try (Stop stop = Stop.onSignal();
                AnsweredOutbox outbox = new AnsweredOutbox(kafka, 1, stop)) {
            Thread job = new Thread(() -> {
                for (int i = 0; i < 400; i++) {
                    outbox.answered();
                }
            });
            for (int i = 0; i < 100; i++) {
                assertThat(outbox.send(frame(1), true)).isTrue();
            }
            job.start();
            for (int i = 0; i < 400; i++) {
                assertThat(outbox.send(frame(1), true)).isTrue();
            }
            job.join();
            assertThat(outbox.send(frame(1), false)).isFalse();
        }
    }

    @Test
    void aWaitEndsWhenTheUserWantsToStop() {
        try (Stop stop = Stop.onSignal();
                AnsweredOutbox outbox = new AnsweredOutbox(kafka, 1, stop)) {
            for (int i = 0; i < 100; i++) {
                assertThat(outbox.send(frame(1), true)).isTrue();
            }
            stop.request();
            assertThat(outbox.send(frame(1), true)).isFalse();
        }
    }

    @Test
    void whatKafkaDoesNotTakeNobodyAnswers() {
        try (Stop stop = Stop.onSignal();
                AnsweredOutbox outbox = new AnsweredOutbox(kafka, 1, stop)) {
            kafka.hasRoom = false;
            for (int i = 0; i < 200; i++) {
                assertThat(outbox.send(frame(1), false)).isFalse();
            }
            kafka.hasRoom = true;
            assertThat(outbox.send(frame(1), false)).isTrue();
        }
    }

    /** Two frames are under way at the least, so that a frame of all streams never waits for itself. */
    @Test
    void aFrameOfManyStreamsFits() {
        try (Stop stop = Stop.onSignal();
                AnsweredOutbox outbox = new AnsweredOutbox(kafka, 1000, stop)) {
            assertThat(outbox.send(frame(1000), true)).isTrue();
            assertThat(outbox.send(frame(1000), true)).isTrue();
            assertThat(outbox.send(frame(1000), false)).isFalse();
        }
    }
}
