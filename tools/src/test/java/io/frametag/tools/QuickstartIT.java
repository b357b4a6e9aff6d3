package io.frametag.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.standalone.Await;
import io.frametag.tools.page.PageReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as somebody types it; broker, cluster and model are real. */
class QuickstartIT {
    private static final Path HOME = Path.of("..");
    private static final Path FRAMES = HOME.resolve("deploy/local/frames");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine command =
                Frametag.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(args);
    }

    @Test
    void everySamplePhotoIsLabelledAsWhatItShows() throws Exception {
        System.setProperty("frametag.home", HOME.toString());
        try {
            assertThat(run("quickstart", "--json")).as(err.toString()).isEqualTo(ExitCodes.OK);
        } finally {
            System.clearProperty("frametag.home");
        }
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(14);
        ObjectMapper json = new ObjectMapper();
        for (String line : lines) {
            JsonNode record = json.readTree(line);
            String file = record.get("event_id").asText();
            assertThat(FRAMES.resolve(file)).exists();
            JsonNode best = record.get("labels").get(0);
            assertThat(file).startsWith(best.get("name").asText() + "-");
            assertThat(best.get("score").floatValue()).as(file).isGreaterThan(0.45f);
            assertThat(record.get("model").get("name").asText()).isEqualTo("PP-LCNet_x0_5_cifar10");
            assertThat(record.get("latency").get("inference").asLong()).isPositive();
        }
    }

    /** As a process, since a library may print to standard output past the command's own writer. */
    @Test
    void jsonIsTheOnlyThingOnStandardOutput() throws Exception {
        Files.copy(FRAMES.resolve("cat-chelsea.jpg"), folder.resolve("cat.jpg"));
        Path binary = Path.of(System.getProperty("java.home"), "bin", "java");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        binary.toString(),
                        "-jar",
                        "target/frametag-tools.jar",
                        "quickstart",
                        "--json",
                        "--frames",
                        folder.toString())
                .redirectError(errors.toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isEqualTo(ExitCodes.OK);
        assertThat(printed.lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(printed).get("event_id").asText())
                .isEqualTo("cat.jpg");
        assertThat(Files.readString(errors)).isEqualToIgnoringNewLines("Starting Kafka and Flink for 1 frames ..");
    }

    @Test
    void theTableNamesFramesLabelsRejectsAndPercentiles() throws Exception {
        Files.copy(FRAMES.resolve("cat-chelsea.jpg"), folder.resolve("cat.jpg"));
        Files.writeString(Files.createDirectory(folder.resolve("more")).resolve("note.jpg"), "not an image at all");
        assertThat(run("quickstart", "--frames", folder.toString()))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .containsPattern("cat\\.jpg +cat +9\\d\\.\\d%")
                .containsPattern("more/note\\.jpg +rejected")
                .contains("more/note.jpg rejected, UNKNOWN_FORMAT: ")
                .contains("(1 labelled, 1 rejected)")
                .containsPattern("ms +p50 +p95 +p99")
                .containsPattern("inference +\\d");
    }

    @Test
    @Timeout(120)
    void thePageShowsLabelledFramesUntilItIsStopped() throws Exception {
        Files.copy(FRAMES.resolve("cat-chelsea.jpg"), folder.resolve("cat.jpg"));
        AtomicInteger status = new AtomicInteger(-1);
        Thread command =
                new Thread(() -> status.set(run("quickstart", "--page", "--frames", folder.toString())), "quickstart");
        command.start();
        Await.until("an address", Duration.ofSeconds(60), () -> out.toString().endsWith("/" + System.lineSeparator()));
        JsonNode stream = new PageReader(out.toString().strip())
                .snapshot(now -> now.path("labelled").asInt() > 10
                        && now.at("/streams/0/answered").asBoolean()
                        && now.at("/streams/0/timeline/0/label").asText().equals("cat"))
                .path("streams")
                .path(0);
        assertThat(stream.path("labels").path(0).path("name").asText()).isEqualTo("cat");
        assertThat(stream.path("picture").asLong()).isPositive();
        command.interrupt();
        command.join();
        assertThat(status).as(err.toString()).hasValue(ExitCodes.OK);
    }

    @Test
    void aPageGoesWithoutRepeatAndJson() {
        assertThat(run("quickstart", "--page", "--repeat", "3")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("leave out --repeat.");
        assertThat(run("quickstart", "--page", "--json")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("leave out --json.");
    }

    @Test
    void aPagesPortGoesWithAPage() {
        assertThat(run("quickstart", "--page-port", "8080")).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--page-port is the page's: give --page, too.");
    }

    @Test
    void aModelThatDoesNotFitItsDescriptionIsASentence() throws Exception {
        Path model = HOME.resolve("job/models/pp-lcnet-x0_5-cifar10");
        Files.copy(model.resolve("inference.onnx"), folder.resolve("inference.onnx"));
        String spec = Files.readString(model.resolve("inference.yml")).replace(", truck]", "]");
        Files.writeString(folder.resolve("inference.yml"), spec);
        assertThat(run("quickstart", "--frames", FRAMES.toString(), "--model", folder.toString()))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .contains("has 9 labels, but the model has 10 classes")
                .doesNotContain("\tat ");
    }

    @Test
    void aModelThatIsNotThereIsASentence() {
        assertThat(run("quickstart", "--frames", FRAMES.toString(), "--model", folder + "/none"))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("frametag: --model: ").contains("there is no inference.onnx");
    }
}
