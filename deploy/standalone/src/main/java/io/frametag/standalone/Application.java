package io.frametag.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster for one job, whose {@code main} the JobManager runs itself.
 *
 * @param jobId 32 hexadecimal digits
 * @param submission of the only jar in the Flink home's {@code usrlib}
 */
public record Application(String jobId, Submission submission) {
    /**
     * Makes a Flink home of a cluster's own: Flink takes an application's jar from {@code usrlib} beside {@code lib}.
     *
     * @param shared its jars are linked to
     * @param jar copied, so that it can be built again while it runs
     */
    public static FlinkHome home(FlinkHome shared, Path folder, Path jar) throws IOException {
        Path home = folder.toAbsolutePath().resolve("flink");
        Path usrlib = home.resolve("usrlib");
        Files.createDirectories(usrlib);
        Path lib = home.resolve("lib");
        Files.deleteIfExists(lib);
        Files.createSymbolicLink(lib, shared.lib().toAbsolutePath());
        try (var before = Files.list(usrlib)) {
            for (Path file : before.toList()) {
                Files.delete(file);
            }
        }
        Files.copy(jar, usrlib.resolve(jar.getFileName()));
        return new FlinkHome(lib, shared.plugins());
    }

    List<String> entryPointOptions() {
        List<String> options =
                new ArrayList<>(List.of("--job-id", jobId, "-D", "parallelism.default=" + submission.parallelism()));
        submission.entryClass().ifPresent(name -> options.addAll(List.of("--job-classname", name)));
        submission.from().ifPresent(savepoint -> options.addAll(List.of("--fromSavepoint", savepoint)));
        return options;
    }
}
