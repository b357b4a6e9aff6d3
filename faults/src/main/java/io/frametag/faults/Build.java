package io.frametag.faults;

import java.nio.file.Path;
import java.util.List;

/**
 * The job that is put to the test.
 *
 * @param mainClass empty for what the jar's manifest says
 * @param options of the job, beside those that every run sets
 */
public record Build(Path jar, String mainClass, List<String> options) {
    public static Build of(Path jar) {
        return new Build(jar, "", List.of());
    }
}
