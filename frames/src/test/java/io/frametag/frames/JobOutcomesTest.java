package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.schema.Flag;
import io.frametag.schema.ImageLabels;
import io.frametag.schema.InputCoordinates;
import io.frametag.schema.Latency;
import io.frametag.schema.Model;
import io.frametag.schema.ShedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobOutcomesTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> lost = new ArrayList<>();
    private final JobOutcomes outcomes = new JobOutcomes(answered::incrementAndGet, lost::add);

    private static InputCoordinates input(long offset) {
        return new InputCoordinates("image-events", 0, offset);
    }

    private static ImageLabels labels(long offset) {
        return ImageLabels.newBuilder()
                .setEventId("event-" + offset)
                .setStreamId("door")
                .setSequence(offset)
                .setCapturedAt(NOON)
                .setLabelledAt(NOON)
                .setInput(input(offset))
                .setRunId("run-1")
                .setModel(new Model("m", "1", "00"))
                .setLabels(List.of())
                .setImageWidth(1)
                .setImageHeight(1)
                .setLatency(new Latency(0L, 0L, 0L, 0L, 0L))
                .setFlags(List.<Flag>of())
                .build();
    }

    private static ShedFrame shed(long offset) {
        return ShedFrame.newBuilder()
                .setStreamId("door")
                .setInput(input(offset))
                .setRunId("run-1")
                .setCapturedAt(NOON)
                .setShedAt(NOON)
                .setDeadlineMs(200)
                .build();
    }

    @Test
    void eachEventCountsOnceInWhateverOrder() {
        outcomes.labelled(labels(0));
        outcomes.labelled(labels(3));
        outcomes.rejected("door", input(1), "TRUNCATED_IMAGE");
        outcomes.rejected("door", input(4), "UNKNOWN_FORMAT");
        outcomes.shed(shed(2));
        // A job that was restarted tells some of them again.
        outcomes.labelled(labels(0));
        outcomes.labelled(labels(3));
        outcomes.shed(shed(2));
        outcomes.rejected("door", input(4), "UNKNOWN_FORMAT");
        assertThat(outcomes.count()).isEqualTo(5);
        assertThat(answered).hasValue(5);
        assertThat(outcomes.inWords())
                .isEqualTo("2 frames labelled, 2 rejected (TRUNCATED_IMAGE 1, UNKNOWN_FORMAT 1), 1 shed");
        assertThat(lost).isEmpty();
    }

    @Test
    void waitingEndsWithTheLastOutcome() throws Exception {
        Thread teller = new Thread(() -> {
            outcomes.labelled(labels(0));
            outcomes.labelled(labels(1));
        });
        teller.start();
        assertThat(outcomes.await(2, Duration.ofSeconds(30), () -> false)).isTrue();
        teller.join();
        assertThat(outcomes.inWords()).isEqualTo("2 frames labelled, 0 rejected");
    }

    @Test
    void waitingEndsInSilenceAndWhenItIsGivenUp() throws Exception {
        assertThat(outcomes.await(1, Duration.ofMillis(1), () -> false)).isFalse();
        assertThat(outcomes.await(1, Duration.ofDays(1), () -> true)).isFalse();
    }

    @Test
    void whatMayBeMissingIsSaid() {
        outcomes.trouble("Kafka is away.");
        outcomes.trouble(null);
        outcomes.unreadable("image-labels", "Record image-labels:0:3 is not what its topic is for.");
        outcomes.passedOver(7);
        assertThat(lost)
                .containsExactly(
                        "Kafka is away.",
                        "Record image-labels:0:3 is not what its topic is for.",
                        "7 outcomes were passed over.");
    }
}
