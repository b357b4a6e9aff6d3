package io.frametag.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What another JVM of this machine says of itself, by the {@code jcmd} of this JVM's own JDK. */
public final class Jcmd {
    private Jcmd() {}

    /** @return the heap's state after collections: classes go with the first, and what only they referred to with the second */
    public static String heapAfterGarbage(long pid) throws IOException, InterruptedException {
        run(pid, "GC.run");
        run(pid, "GC.run");
        return run(pid, "GC.heap_info");
    }

    private static String run(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }
}
