package io.frametag.standalone;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What something was measured on.
 *
 * @param processor the model's name, or the architecture where the system does not tell
 * @param cores that this process may use
 * @param memoryGibibytes rounded
 * @param system kind and version of the operating system
 */
public record Machine(String processor, int cores, long memoryGibibytes, String system) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final double BYTES_PER_GIBIBYTE = 1L << 30;

    /** @return this one */
    public static Machine here() throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                model(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(system.getTotalMemorySize() / BYTES_PER_GIBIBYTE),
                system.getName() + " " + system.getVersion());
    }

    private static String model() throws IOException {
        String architecture = System.getProperty("os.arch");
        if (!Files.isReadable(PROCESSORS)) {
            return architecture;
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(architecture);
        }
    }
}
