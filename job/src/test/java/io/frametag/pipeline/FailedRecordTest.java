package io.frametag.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.image.DecodeMode;
import org.junit.jupiter.api.Test;

/** Whoever reads why a task failed reads on which record. */
class FailedRecordTest {
    private static Origin keyed(String key) {
        return new Origin("image-events", 3, 42, 0, key.getBytes(UTF_8), new Origin.Header[0]);
    }

    @Test
    void aFailureOfAStageNamesTheRecordAndTheWayOut() throws Exception {
        Chain chain = new Chain(DecodeMode.FAST, 1);
        byte[] frame = Chain.encode(chain.event("drawn-32x32.png"));
        chain.close();

        assertThatThrownBy(() -> chain.tag(new RawRecord(keyed("camera-7"), frame)))
                .isInstanceOf(FailedRecordException.class)
                .hasMessageStartingWith("decode failed on image-events:3:42 (stream camera-7). ")
                .hasMessageEndingWith("The decoder is closed.")
                .hasMessageContaining("--reject-offset image-events:3:42,")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErrorStaysWhatItIsAndNamesTheRecordBesides() {
        OutOfMemoryError noMemory = new OutOfMemoryError("Java heap space");

        assertThatThrownBy(() -> FailedRecordException.of(Stage.CLASSIFY, keyed("camera-7"), noMemory))
                .isSameAs(noMemory);
        assertThat(noMemory.getSuppressed()[0]).hasMessageContaining("classify failed on image-events:3:42");
    }

    @Test
    void aKeyCannotWriteLinesOfItsOwnIntoALog() {
        assertThat(keyed("a\nERROR b").withStream()).isEqualTo("image-events:3:42 (stream a?ERROR b)");
        assertThat(keyed("x".repeat(100_000)).withStream()).hasSize(91);
        assertThat(Chain.origin(1).withStream()).isEqualTo("image-events:0:1 (no stream)");
    }
}
