package io.frametag.standalone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a jar is started.
 *
 * @param entryClass its main class; none: what the jar's manifest says
 * @param arguments of the main class
 * @param from a savepoint or retained checkpoint to resume from
 * @param flink Flink's own options for this job
 */
public record Submission(
        Optional<String> entryClass,
        List<String> arguments,
        int parallelism,
        Optional<String> from,
        Map<String, String> flink) {
    public static Submission of(int parallelism, List<String> arguments) {
        return new Submission(Optional.empty(), List.copyOf(arguments), parallelism, Optional.empty(), Map.of());
    }

    public Submission withEntryClass(String name) {
        return new Submission(Optional.of(name), arguments, parallelism, from, flink);
    }

    public Submission from(String savepoint) {
        return new Submission(entryClass, arguments, parallelism, Optional.of(savepoint), flink);
    }

    public Submission atParallelism(int other) {
        return new Submission(entryClass, arguments, other, from, flink);
    }

    public Submission withFlink(Map<String, String> options) {
        return new Submission(entryClass, arguments, parallelism, from, Map.copyOf(options));
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        entryClass.ifPresent(name -> body.put("entryClass", name));
        body.put("programArgsList", arguments);
        body.put("parallelism", parallelism);
        from.ifPresent(path -> body.put("savepointPath", path));
        if (!flink.isEmpty()) {
            body.put("flinkConfiguration", flink);
        }
        return body;
    }
}
