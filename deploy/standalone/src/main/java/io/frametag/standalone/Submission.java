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
 */
public record Submission(Optional<String> entryClass, List<String> arguments, int parallelism, Optional<String> from) {
    public static Submission of(int parallelism, List<String> arguments) {
        return new Submission(Optional.empty(), List.copyOf(arguments), parallelism, Optional.empty());
    }

    public Submission withEntryClass(String name) {
        return new Submission(Optional.of(name), arguments, parallelism, from);
    }

    public Submission from(String savepoint) {
        return new Submission(entryClass, arguments, parallelism, Optional.of(savepoint));
    }

    public Submission atParallelism(int other) {
        return new Submission(entryClass, arguments, other, from);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        entryClass.ifPresent(name -> body.put("entryClass", name));
        body.put("programArgsList", arguments);
        body.put("parallelism", parallelism);
        from.ifPresent(path -> body.put("savepointPath", path));
        return body;
    }
}
