package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final Instant START = Instant.ofEpochSecond(1);
    private static final Optional<Shot> CAT = Optional.of(new Shot(0, "cat", "cat-1.jpg"));
    private static final Optional<Shot> SAME_CAT_AGAIN = Optional.of(new Shot(1, "cat", "cat-1.jpg"));

    @Test
    void eachShotIsALineForEachStream() throws Exception {
        StringWriter out = new StringWriter();
        try (Truth truth = new Truth(out, List.of("a-0", "a-1"))) {
            truth.sent(CAT, 0, START);
            truth.sent(CAT, 1, START.plusMillis(40));
            assertThat(out.toString()).as("while it is shown").isEmpty();
            truth.sent(SAME_CAT_AGAIN, 2, START.plusMillis(80));
            assertThat(out.toString().lines()).hasSize(2);
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"stream\":\"a-0\",\"label\":\"cat\",\"photo\":\"cat-1.jpg\",\"first_frame\":0,\"last_frame\":1,"
                                + "\"first_captured_at\":1000000,\"last_captured_at\":1040000}",
                        "{\"stream\":\"a-1\",\"label\":\"cat\",\"photo\":\"cat-1.jpg\",\"first_frame\":0,\"last_frame\":1,"
                                + "\"first_captured_at\":1000000,\"last_captured_at\":1040000}",
                        "{\"stream\":\"a-0\",\"label\":\"cat\",\"photo\":\"cat-1.jpg\",\"first_frame\":2,\"last_frame\":2,"
                                + "\"first_captured_at\":1080000,\"last_captured_at\":1080000}",
                        "{\"stream\":\"a-1\",\"label\":\"cat\",\"photo\":\"cat-1.jpg\",\"first_frame\":2,\"last_frame\":2,"
                                + "\"first_captured_at\":1080000,\"last_captured_at\":1080000}");
    }

    @Test
    void nothingIsKnownOfOtherFrames() throws Exception {
        StringWriter out = new StringWriter();
        try (Truth truth = new Truth(out, List.of("a"))) {
            truth.sent(Optional.empty(), 0, START);
        }
        assertThat(out.toString()).isEmpty();
    }
}
