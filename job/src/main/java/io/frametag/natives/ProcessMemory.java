package io.frametag.natives;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of this process as the operating system counts it: the Java heap, native libraries and everything else. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("^VmRSS:\\s+(\\d+) kB$", Pattern.MULTILINE);

    private ProcessMemory() {}

    /** @return bytes in physical memory; empty where the system does not tell, as on all but Linux */
    public static OptionalLong residentBytes() {
        try {
            return residentBytes(Files.readString(STATUS));
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong residentBytes(String status) {
        Matcher resident = RESIDENT.matcher(status);
        return resident.find()
                ? OptionalLong.of(Math.multiplyExact(Long.parseLong(resident.group(1)), 1024L))
                : OptionalLong.empty();
    }

    /** @return bytes that the process may have: its container's limit where there is one, or else the machine's memory */
    public static long limitBytes() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }
}
