package io.frametag.hostile.cluster;

import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of another JVM's heap is alive, by the JDK's {@code jcmd}. */
public final class HeapProbe {
    /** G1 has one such line, the serial collector one for each generation. */
    private static final Pattern USED = Pattern.compile("(?:heap|generation)\\s+total \\d+K, used (\\d+)K");

    private HeapProbe() {}

    /** Collects all garbage and then looks. */
    public static long liveBytes(long pid) throws IOException, InterruptedException {
        // What is only reachable through references that the first clears goes with the second.
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        return used(jcmd(pid, "GC.heap_info"));
    }

    static long used(String heapInfo) {
        Matcher used = USED.matcher(heapInfo);
        long bytes = 0;
        boolean found = false;
        while (used.find()) {
            found = true;
            bytes += Long.parseLong(used.group(1)) << 10;
        }
        if (!found) {
            throw CommandFailure.failed("jcmd GC.heap_info says nothing of the heap: " + heapInfo, null);
        }
        return bytes;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }
}
