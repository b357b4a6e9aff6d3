package io.frametag.bench.profile;

import io.frametag.bench.BenchFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How much a JVM with the serial collector has allocated: eden, as often as it was emptied, and what is in it now. What goes
 * to the old generation at once is not seen.
 *
 * @param collections of the young generation
 * @param capacity of eden, in bytes
 * @param used of eden, in bytes
 */
record Allocation(long collections, long capacity, long used) {
    static Allocation of(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "PerfCounter.print")
                .redirectErrorStream(true)
                .start();
        Map<String, String> counters = new HashMap<>();
        jcmd.inputReader()
                .lines()
                .filter(line -> line.contains("="))
                .forEach(line ->
                        counters.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        if (jcmd.waitFor() != 0) {
            throw new BenchFailure("jcmd does not tell the counters of process " + pid + ".");
        }
        return new Allocation(
                number(counters, "sun.gc.collector.0.invocations"),
                number(counters, "sun.gc.generation.0.space.0.capacity"),
                number(counters, "sun.gc.generation.0.space.0.used"));
    }

    private static long number(Map<String, String> counters, String name) {
        String text = counters.get(name);
        if (text == null) {
            throw new BenchFailure("The JVM has no counter " + name + ".");
        }
        return Long.parseLong(text);
    }

    double bytesSince(Allocation before) {
        return (double) (collections - before.collections) * capacity + used - before.used;
    }
}
