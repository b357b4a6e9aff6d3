package io.frametag.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryTest {
    @Test
    void theResidentSizeIsReadFromWhatLinuxSays() {
        assertThat(ProcessMemory.residentBytes("VmHWM:\t  900 kB\nVmRSS:\t    123 kB\nRssAnon:\t 7 kB\n"))
                .hasValue(123L * 1024);
    }

    @Test
    void whereTheSystemDoesNotTellThereIsNone() {
        assertThat(ProcessMemory.residentBytes("Name:\tjava\n")).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHoldsMoreThanItsHeapInUseAndLessThanItsLimit() {
        assertThat(ProcessMemory.residentBytes().orElseThrow()).isBetween(20L << 20, ProcessMemory.limitBytes());
    }
}
