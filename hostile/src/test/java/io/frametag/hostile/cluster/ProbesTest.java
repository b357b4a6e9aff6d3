package io.frametag.hostile.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.tools.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProbesTest {
    @Test
    void theHeapsOfBothCollectorsAreUnderstood() {
        assertThat(HeapProbe.used("""
                 garbage-first heap   total 258048K, used 12345K [0x00000000f0000000, 0x0000000100000000)
                  region size 1024K, 3 young (3072K), 1 survivors (1024K)
                 Metaspace       used 81234K, committed 82000K, reserved 1114112K
                """)).isEqualTo(12_345L << 10);
        assertThat(HeapProbe.used("""
                 def new generation   total 18432K, used 400K [0x00000000ec400000, 0x00000000ed800000)
                 tenured generation   total 40960K, used 600K [0x00000000ed800000, 0x00000000f0000000)
                """)).isEqualTo(1_000L << 10);
    }

    @Test
    void anAnswerWithoutAHeapIsASentence() {
        assertThatThrownBy(() -> HeapProbe.used("com.sun.tools.attach.AttachNotSupportedException"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("AttachNotSupportedException");
    }

    @Test
    void linuxsStatusIsUnderstood() {
        assertThat(ProcessState.of("VmHWM:\t  900 kB\nVmRSS:\t    123 kB\nThreads:\t7\n", 5))
                .isEqualTo(new ProcessState(123L << 10, 900L << 10, 7, 5));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessIsSeen() throws Exception {
        ProcessState state = ProcessState.of(ProcessHandle.current().pid());

        assertThat(state.residentBytes()).isBetween(20L << 20, state.peakBytes());
        assertThat(state.threads()).isGreaterThan(1);
        assertThat(state.openFiles()).isGreaterThan(2);
        assertThat(HeapProbe.liveBytes(ProcessHandle.current().pid())).isPositive();
    }
}
