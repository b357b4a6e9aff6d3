package io.frametag.hostile.cluster;

import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Linux says of a process.
 *
 * @param residentBytes in physical memory now
 * @param peakBytes the most that it ever had there
 */
public record ProcessState(long residentBytes, long peakBytes, int threads, int openFiles) {
    /** @throws CommandFailure where the system has no {@code /proc} */
    public static ProcessState of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.isReadable(process.resolve("status"))) {
            throw CommandFailure.failed("There is no " + process + "/status: this runs on Linux only.", null);
        }
        String status = Files.readString(process.resolve("status"));
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return of(status, (int) files.count());
        }
    }

    static ProcessState of(String status, int openFiles) {
        return new ProcessState(
                number(status, "VmRSS") << 10,
                number(status, "VmHWM") << 10,
                (int) number(status, "Threads"),
                openFiles);
    }

    private static long number(String status, String name) {
        Matcher line =
                Pattern.compile("^" + name + ":\\s+(\\d+)", Pattern.MULTILINE).matcher(status);
        if (!line.find()) {
            throw new IllegalStateException("The process's status has no " + name + ": has it just ended?");
        }
        return Long.parseLong(line.group(1));
    }
}
