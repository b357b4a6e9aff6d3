package io.frametag.faults;

import io.frametag.standalone.Jcmd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds outside of its heap.
 *
 * @param nativeLibraries files of ONNX Runtime, OpenCV, OpenBLAS and JavaCPP that are mapped, each path once
 * @param metaspaceKilobytes in use after a full collection
 */
record Footprint(int nativeLibraries, long metaspaceKilobytes) {
    private static final Pattern OURS =
            Pattern.compile("onnxruntime|opencv|openblas|jnijavacpp", Pattern.CASE_INSENSITIVE);
    private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");
    private static final int PATH_COLUMN = 5;

    /** @return the larger of each, over all of these processes */
    static Footprint largest(List<Long> pids) throws IOException, InterruptedException {
        int libraries = 0;
        long metaspace = 0;
        for (long pid : pids) {
            libraries = Math.max(libraries, libraries(Path.of("/proc", Long.toString(pid), "maps")));
            metaspace = Math.max(metaspace, metaspace(pid));
        }
        return new Footprint(libraries, metaspace);
    }

    static int libraries(Path maps) throws IOException {
        try (Stream<String> lines = Files.lines(maps)) {
            return (int) lines.map(line -> line.split("\\s+", PATH_COLUMN + 1))
                    .filter(columns -> columns.length > PATH_COLUMN)
                    .map(columns -> columns[PATH_COLUMN])
                    .filter(path -> path.contains(".so") && OURS.matcher(path).find())
                    .distinct()
                    .count();
        }
    }

    private static long metaspace(long pid) throws IOException, InterruptedException {
        String answer = Jcmd.heapAfterGarbage(pid);
        Matcher metaspace = METASPACE.matcher(answer);
        if (!metaspace.find()) {
            throw new FaultFailure("jcmd " + pid + " GC.heap_info says nothing of metaspace: " + answer);
        }
        return Long.parseLong(metaspace.group(1));
    }
}
