package io.frametag.bench.machine;

import io.frametag.bench.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process holds of the machine's memory: heap, native libraries and all. */
public final class Memory {
    private static final String RESIDENT = "VmRSS:";

    private Memory() {}

    /**
     * @return resident bytes
     * @throws BenchFailure where the system has no {@code /proc}
     */
    public static long resident(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            throw new BenchFailure("There is no " + status + ": memory can be measured on Linux only.");
        }
        try (Stream<String> lines = Files.lines(status)) {
            String line =
                    lines.filter(each -> each.startsWith(RESIDENT)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
    }
}
