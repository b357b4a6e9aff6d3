package io.frametag.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's own command line ({@code flink run}) in a JVM of its own. */
public final class FlinkCli {
    private static final String MAIN = "org.apache.flink.client.cli.CliFrontend";
    private static final Pattern SUBMITTED = Pattern.compile("Job has been submitted with JobID ([0-9a-f]{32})");

    private final FlinkHome home;
    private final ClusterSettings settings;

    /** @param settings of a cluster that runs: its configuration says where */
    public FlinkCli(FlinkHome home, ClusterSettings settings) {
        this.home = home;
        this.settings = settings;
    }

    /**
     * {@code flink run --detached}.
     *
     * @return the job's id
     * @throws IOException with all that Flink printed if there is no job
     */
    public String run(Path jar, Submission submission) throws IOException, InterruptedException {
        Path output = settings.logs().resolve("flink-run.out");
        Files.deleteIfExists(output);
        List<String> arguments = new ArrayList<>(List.of("-Xmx256m"));
        arguments.addAll(FlinkProcesses.logging("flink-run", settings.logs(), FlinkConfiguration.log4j(settings)));
        arguments.addAll(List.of("--add-opens=java.base/java.util=ALL-UNNAMED", "-cp", home.classPath(), MAIN));
        arguments.addAll(List.of("run", "--detached", "--parallelism", Integer.toString(submission.parallelism())));
        submission.entryClass().ifPresent(name -> arguments.addAll(List.of("--class", name)));
        submission.from().ifPresent(savepoint -> arguments.addAll(List.of("--fromSavepoint", savepoint)));
        arguments.add(jar.toAbsolutePath().toString());
        arguments.addAll(submission.arguments());
        JvmProcess process = JvmProcess.start(
                "flink run", output, FlinkProcesses.environment(home, settings), arguments, Lifetime.THIS_JVM);
        process.awaitEnd();
        String printed = Files.readString(output);
        Matcher submitted = SUBMITTED.matcher(printed);
        if (!submitted.find()) {
            throw new IOException("flink run submitted no job: " + printed);
        }
        return submitted.group(1);
    }
}
