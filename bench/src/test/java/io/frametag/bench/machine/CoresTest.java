package io.frametag.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.frametag.bench.BenchFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoresTest {
    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(Cores.available());
    }

    @Test
    void aChildIsHeldToTheCore() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        try {
            int core = allowed(ProcessHandle.current().pid());
            Cores.pin(child.pid(), core);
            assertThat(status(child.pid())).contains("Cpus_allowed_list:\t" + core + "\n");
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void aCoreThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Cores.pinSelf(100_000))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("core 100000");
    }

    /** The first core of those that a process may use: under a test runner not always core 0. */
    private static int allowed(long pid) throws Exception {
        String list = status(pid)
                .lines()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(list.replaceAll("\\D*(\\d+).*", "$1"));
    }

    private static String status(long pid) throws Exception {
        return Files.readString(Path.of("/proc", Long.toString(pid), "status"));
    }
}
