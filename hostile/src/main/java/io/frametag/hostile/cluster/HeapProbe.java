package io.frametag.hostile.cluster;

import io.frametag.standalone.Jcmd;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of another JVM's heap is alive. */
public final class HeapProbe {
    /** G1 has one such line, the serial collector one for each generation. */
    private static final Pattern USED = Pattern.compile("(?:heap|generation)\\s+total \\d+K, used (\\d+)K");

    private HeapProbe() {}

    /** Collects all garbage and then looks. */
    public static long liveBytes(long pid) throws IOException, InterruptedException {
        return used(Jcmd.heapAfterGarbage(pid));
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
}
