package io.frametag.tools.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.standalone.Await;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as somebody types them, on real processes. */
@Timeout(300)
class ClusterCommandIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String EXACTLY_ONCE = "--delivery=exactly-once";
    private static final String CHECKPOINTS = "--checkpoint-interval=1 s";
    private static final int FRAMES = 14;
    private static final int POISON = 3;

    @TempDir
    private Path temporary;

    private final List<StartedProcess> processes = new ArrayList<>();
    private Path folder;
    private String err;

    @BeforeEach
    void setHome() {
        System.setProperty("frametag.home", HOME.toString());
        folder = temporary.resolve("cluster");
    }

    @AfterEach
    void stopWhatATestLeft() throws Exception {
        System.clearProperty("frametag.home");
        for (StartedProcess process : processes) {
            process.stop();
        }
    }

    @Test
    void aJobIsUpgradedAndScaledAndEachInputHasExactlyOneOutcome() throws Exception {
        String started = cluster("start", "--kafka", "--slots", "3");
        ClusterState cluster = remember();
        String kafka = cluster.bootstrapServers();
        assertThat(started)
                .contains(cluster.restAddress(), kafka, "submit --folder " + folder, "send --bootstrap-servers");
        assertThat(cluster.processes())
                .extracting(StartedProcess::name)
                .containsExactly("broker-1", "jobmanager-1", "taskmanager-1");
        assertThat(refused(ExitCodes.FAILED, "start")).contains("A cluster is running in " + folder);

        send(kafka, "one");
        cluster("submit", "-p", "2", "--", EXACTLY_ONCE, CHECKPOINTS);
        String run = job(0).path("runId").asText();
        awaitCheckpoint();
        assertThat(Path.of(URI.create(cluster("savepoint").strip()))).isDirectory();

        Path newer = Files.copy(HOME.resolve("job/target/frametag-job.jar"), temporary.resolve("newer-job.jar"));
        assertThat(cluster("upgrade", "--jar", newer.toString())).contains("run id         " + run, "savepoint-");
        assertThat(job(0).path("jar").asText()).endsWith("newer-job.jar");
        assertThat(job(0).path("runId").asText()).isEqualTo(run);
        send(kafka, "two");
        Path none = Files.writeString(temporary.resolve("none.jar"), "not a jar");
        assertThat(refused(ExitCodes.FAILED, "upgrade", "--jar", none.toString()))
                .contains("The job does not start: ", "What ran before runs again from file:");
        cluster("scale", "1");
        assertThat(job(0).path("parallelism").asInt()).isEqualTo(1);
        send(kafka, "three");

        awaitVerified(kafka, run, 3 * (FRAMES + POISON));

        assertThat(refused(ExitCodes.FAILED, "submit", "--", "--delivery", "never"))
                .contains("frametag: The job does not start: ", "at-least-once, exactly-once")
                .hasLineCount(1);
        assertThat(refused(ExitCodes.WRONG_USE, "submit", "-p", "3")).contains("needs as many slots; free: 2.");
        cluster("submit", "--via", "cli", "--", "--group-id", "again", "--run-id", "by-cli");
        assertThat(job(1).path("via").asText()).isEqualTo("cli");
        assertThat(job(1).path("state").asText()).isEqualTo("RUNNING");
        assertThat(refused(ExitCodes.WRONG_USE, "savepoint")).contains("There are several jobs");

        assertThat(cluster("stop")).contains("savepoint-", "by-cli", "Stopped 3 processes");
        assertThat(processes).noneMatch(StartedProcess::isAlive);
        awaitNoProcess();
        assertThat(refused(ExitCodes.FAILED, "status")).contains("No cluster is running in " + folder);
    }

    @Test
    void anApplicationsClusterRunsItsJobAndIsScaledWithIt() throws Exception {
        assertThat(refused(ExitCodes.FAILED, "start", "--kafka", "--application", "--", "--delivery", "never"))
                .contains("frametag: The job does not start: ", "at-least-once, exactly-once");
        awaitNoProcess();

        cluster("start", "--kafka", "--application", "-p", "2", "--", EXACTLY_ONCE, CHECKPOINTS);
        String kafka = remember().bootstrapServers();
        String run = job(0).path("runId").asText();
        assertThat(job(0).path("parallelism").asInt()).isEqualTo(2);
        send(kafka, "one");
        awaitCheckpoint();

        cluster("scale", "1");
        remember();
        assertThat(job(0).path("parallelism").asInt()).isEqualTo(1);
        assertThat(job(0).path("via").asText()).isEqualTo("application");
        send(kafka, "two");
        awaitVerified(kafka, run, 2 * (FRAMES + POISON));

        assertThat(cluster("stop")).contains("savepoint-", run);
        assertThat(processes).noneMatch(StartedProcess::isAlive);
    }

    private String cluster(String command, String... options) throws Exception {
        StringWriter out = new StringWriter();
        int status = execute(out, command, options);
        assertThat(status).as(command + ": " + err).isEqualTo(ExitCodes.OK);
        return out.toString();
    }

    private String refused(int status, String command, String... options) {
        assertThat(execute(new StringWriter(), command, options)).as(err).isEqualTo(status);
        assertThat(err).doesNotContain("\tat ", "should not happen");
        return err;
    }

    private int execute(StringWriter out, String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("cluster", command, "--folder", folder.toString()));
        arguments.addAll(List.of(options));
        StringWriter errors = new StringWriter();
        int status = Frametag.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments.toArray(String[]::new));
        err = errors.toString();
        return status;
    }

    /** So that they are stopped, and looked for, when the state file is gone. */
    private ClusterState remember() throws Exception {
        ClusterState state =
                new ObjectMapper().readValue(folder.resolve("cluster.json").toFile(), ClusterState.class);
        processes.addAll(state.processes());
        return state;
    }

    private JsonNode job(int index) throws Exception {
        return new ObjectMapper()
                .readTree(cluster("status", "--json"))
                .path("jobs")
                .path(index);
    }

    private void awaitCheckpoint() throws InterruptedException {
        Await.until("a checkpoint", Duration.ofSeconds(60), () -> {
            try {
                return job(0).path("checkpoint").has("id");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The sample photos, and what is no image event, as one stream. */
    private static void send(String kafka, String stream) throws Exception {
        assertThat(Frametag.commandLine().execute("send", "--bootstrap-servers", kafka, "--stream", stream))
                .isEqualTo(ExitCodes.OK);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < POISON; i++) {
                byte[] value = i == 0 ? null : ("poison " + i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>("image-events", value)).get();
            }
        }
    }

    private static void awaitNoProcess() throws InterruptedException {
        Await.until(
                "no child is left",
                Duration.ofSeconds(20),
                () -> ProcessHandle.current().descendants().findAny().isEmpty());
    }

    private static void awaitVerified(String kafka, String run, int inputs) throws InterruptedException {
        StringWriter report = new StringWriter();
        Await.holds(Duration.ofSeconds(60), () -> {
            report.getBuffer().setLength(0);
            return Frametag.commandLine()
                            .setOut(new PrintWriter(report))
                            .setErr(new PrintWriter(new StringWriter()))
                            .execute("verify", "--bootstrap-servers", kafka, "--run-id", run)
                    == ExitCodes.OK;
        });
        assertThat(report.toString())
                .contains("Each of the " + inputs + " inputs has exactly one outcome of run " + run + ".");
    }
}
