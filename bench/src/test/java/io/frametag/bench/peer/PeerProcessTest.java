package io.frametag.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PeerProcessTest {
    @TempDir
    private Path folder;

    @Test
    void aProgramThatIsReadyRunsUntilItIsClosed() throws Exception {
        Subject peer = start("echo ready; exec sleep 600");
        long pid = peer.pids().get(0);
        assertThat(isAlive(pid)).isTrue();

        peer.close();

        assertThat(isAlive(pid)).isFalse();
    }

    @Test
    void childrenCountAsTheProgramsOwn() throws Exception {
        try (Subject peer = start("sleep 600 & echo ready; trap 'kill $!' TERM; wait")) {
            List<Long> pids = peer.pids();

            assertThat(pids).hasSize(2);
            assertThat(pids).allMatch(PeerProcessTest::isAlive);
        }
    }

    @Test
    void aProgramThatEndsEarlyIsToldWithItsOutput() {
        assertThatThrownBy(() -> start("echo no such model; exit 7"))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("exit status 7")
                .hasMessageContaining(output().toString());
    }

    private Subject start(String script) throws IOException, InterruptedException {
        return PeerProcess.start("script", output(), new ProcessBuilder("sh", "-c", script));
    }

    private Path output() {
        return folder.resolve("script.out");
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
