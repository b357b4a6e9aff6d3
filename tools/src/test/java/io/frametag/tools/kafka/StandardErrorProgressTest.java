package io.frametag.tools.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandardErrorProgressTest {
    private final StringWriter out = new StringWriter();
    private long nanos;

    @Test
    void aLineEveryTenSecondsAndOneAtTheEnd() {
        try (ScanProgress.Scan scan = StandardErrorProgress.lines("verify", new PrintWriter(out), () -> nanos)
                .begin("in", 3000)) {
            scan.advance(1000);
            nanos += Duration.ofSeconds(10).toNanos();
            scan.advance(500);
            scan.advance(500);
            scan.advance(1000);
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "verify: read 1,500 of 3,000 offsets of in", "verify: read 3,000 of 3,000 offsets of in");
    }

    @Test
    void aScanThatBreaksOffSaysHowFarItCame() {
        try (ScanProgress.Scan scan = StandardErrorProgress.lines("verify", new PrintWriter(out), () -> nanos)
                .begin("in", 3000)) {
            scan.advance(1);
        }
        assertThat(out.toString().lines()).containsExactly("verify: read 1 of 3,000 offsets of in");
    }
}
