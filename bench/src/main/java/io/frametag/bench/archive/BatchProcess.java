package io.frametag.bench.archive;

import io.frametag.bench.BenchFailure;
import io.frametag.bench.subject.Subject;
import io.frametag.standalone.JvmProcess;
import io.frametag.standalone.Lifetime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code frametag batch} as a user runs it, and what it says of its progress. */
final class BatchProcess implements Subject {
    private static final Pattern DONE = Pattern.compile("batch: ([0-9,]+) of ");

    private final JvmProcess process;

    private BatchProcess(JvmProcess process) {
        this.process = process;
    }

    /** @param folder gets what it prints */
    static BatchProcess start(Path project, Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "-Xmx2g", "-Dframetag.home=" + project, "-jar", jar(project).toString(), "batch"));
        command.addAll(arguments);
        Path output = folder.resolve("batch.out");
        Files.deleteIfExists(output);
        return new BatchProcess(JvmProcess.start("batch", output, Map.of(), command, Lifetime.THIS_JVM));
    }

    private static Path jar(Path project) {
        Path jar = project.resolve("tools/target/frametag-tools.jar");
        if (!Files.exists(jar)) {
            throw new BenchFailure("There is no " + jar + ": 'mvn package' makes it.");
        }
        return jar;
    }

    JvmProcess process() {
        return process;
    }

    /** @return the images that were done when it last said so, or nothing if it never has */
    OptionalLong done() throws IOException {
        OptionalLong last = OptionalLong.empty();
        Matcher lines = DONE.matcher(Files.readString(process.output()));
        while (lines.find()) {
            last = OptionalLong.of(Long.parseLong(lines.group(1).replace(",", "")));
        }
        return last;
    }

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public List<Long> pids() {
        return List.of(process.pid());
    }

    @Override
    public void close() {
        process.kill();
    }
}
