package io.frametag.tools.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartedProcessTest {
    private Process child;

    @BeforeEach
    void startOne() throws IOException {
        child = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void endIt() {
        child.destroyForcibly();
    }

    @Test
    void theProcessThatWasStartedIsStopped() throws Exception {
        StartedProcess started = started(child.info().startInstant().orElseThrow());
        assertThat(started.isAlive()).isTrue();

        started.stop();

        assertThat(started.isAlive()).isFalse();
        assertThat(child.waitFor()).isNotZero();
    }

    @Test
    void anotherProcessWithTheSameIdIsLeftAlone() throws Exception {
        StartedProcess earlier =
                started(child.info().startInstant().orElseThrow().minusSeconds(60));
        assertThat(earlier.isAlive()).isFalse();

        earlier.stop();

        assertThat(child.isAlive()).isTrue();
    }

    private StartedProcess started(Instant when) {
        return new StartedProcess(
                "child", child.pid(), when.toString(), Path.of("none").toString());
    }
}
