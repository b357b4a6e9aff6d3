package io.frametag.tools.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.frametag.tools.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32;
import picocli.CommandLine.Option;

/** Where a cluster's state file, configuration, logs, records, checkpoints and savepoints are. */
final class ClusterFolder {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String DEFAULT = "${sys:user.home}/.frametag/cluster";

    // Not in the project, where a clean build would delete what a savepoint holds.
    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = DEFAULT,
            description = "The cluster's folder: one cluster each. Default: ~/.frametag/cluster.")
    private Path folder;

    Path path() {
        return folder.toAbsolutePath().normalize();
    }

    private Path file() {
        return path().resolve("cluster.json");
    }

    /** @return the state of a cluster of which at least one process is there */
    Optional<ClusterState> running() {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        try {
            ClusterState state = JSON.readValue(file().toFile(), ClusterState.class);
            return Optional.of(state).filter(s -> s.processes().stream().anyMatch(StartedProcess::isAlive));
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "Cannot read " + file() + ": delete it if no cluster of yours runs from there.", e);
        }
    }

    /** @throws CommandFailure if nothing runs here */
    ClusterState state() {
        return running()
                .orElseThrow(() -> CommandFailure.failed(
                        "No cluster is running in " + path() + ": start one with 'cluster start'.", null));
    }

    void save(ClusterState state) {
        try {
            Files.createDirectories(path());
            Path written = Files.createTempFile(path(), "cluster", ".json");
            JSON.writeValue(written.toFile(), state);
            Files.move(written, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandFailure.failed("Cannot write " + file() + ": " + e.getMessage(), e);
        }
    }

    void forget() throws IOException {
        Files.deleteIfExists(file());
    }

    /** @return a copy that later builds leave alone; the same content is copied once */
    Path keep(Path jar) {
        try {
            byte[] content = Files.readAllBytes(jar);
            CRC32 sum = new CRC32();
            sum.update(content);
            Path copy = path().resolve("jars")
                    .resolve(String.format("%08x", sum.getValue()))
                    .resolve(jar.getFileName());
            Files.createDirectories(copy.getParent());
            Files.write(copy, content);
            return copy;
        } catch (IOException e) {
            throw CommandFailure.wrongUse("Cannot read the job's jar " + jar + ": build it with mvn package, or name"
                    + " another with --jar.");
        }
    }

    /** @return what a further command needs to find this cluster, with a blank before it, or nothing */
    String hint() {
        Path usual = Path.of(System.getProperty("user.home"), ".frametag", "cluster");
        return path().equals(usual) ? "" : " --folder " + path();
    }
}
