package io.frametag.frames;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.frametag.standalone.Await;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import io.frametag.tools.page.HeadlessBrowser;
import io.frametag.tools.page.PageReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import picocli.CommandLine;

/** The command on a video of a cat and then a dog, two seconds each; broker, cluster and model are real. */
@Timeout(240)
class WatchIT {
    private static final Path PHOTOS = Path.of("../deploy/local/frames");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private Path video;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void encode() throws Exception {
        video = Videos.ofPhotos(
                folder, List.of(PHOTOS.resolve("cat-chelsea.jpg"), PHOTOS.resolve("dog-spaniel.jpg")), 50);
    }

    private int watch(String... arguments) {
        return watchSource(video.toString(), arguments);
    }

    private int watchSource(String source, String... arguments) {
        List<String> all = new ArrayList<>(List.of("watch", source));
        all.addAll(List.of(arguments));
        return Frametag.commandLine()
                .addSubcommand(new Watch())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(all.toArray(String[]::new));
    }

    /** With the smoothing's half a second a label that was at 92 % falls below 30 % 0.56 s late. */
    private static void requireCatThenDog(List<String> rows) {
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).matches("stream +label +from +to +mean score +frames");
        assertThat(rows.get(1)).matches("video +cat +0:00\\.0 +0:02\\.[4-6] +[67]\\d\\.\\d% +6\\d");
        assertThat(rows.get(2)).matches("video +dog +0:0[12]\\.\\d +0:03\\.9 +[6-9]\\d\\.\\d% +[45]\\d");
    }

    @Test
    void theSegmentsOfAVideoArePrinted() {
        assertThat(watch("--speed", "max", "--exit-at-end")).as(err.toString()).isEqualTo(ExitCodes.OK);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).matches("http://127\\.0\\.0\\.1:\\d+/");
        requireCatThenDog(lines.subList(2, 5));
        assertThat(lines.get(lines.size() - 1)).isEqualTo("100 frames labelled, 0 rejected.");
        assertThat(err.toString())
                .contains("Starting Kafka and Flink to watch " + video, "Playing it as stream video")
                .contains("Frames read 100, events sent 100, skipped 0, dropped 0");
    }

    /** More frames than the job may be behind: they wait for it. */
    @Test
    void manyStreamsAreAllLabelledAndTheJobsOptionsAreItsOwn() {
        assertThat(watch(
                        "--speed",
                        "max",
                        "--streams",
                        "5",
                        "--stream",
                        "door",
                        "--exit-at-end",
                        "--",
                        "--segment-min-time",
                        "1500 ms",
                        "--delivery",
                        "exactly-once"))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("door-"))).hasSize(10);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("500 frames labelled, 0 rejected.");
    }

    @Test
    void aCamerasSegmentsHaveTimesByTheClock() throws Exception {
        try (MjpegServer camera = new MjpegServer(Files.readAllBytes(PHOTOS.resolve("cat-chelsea.jpg")), 0, 0)) {
            assertThat(watchSource(camera.url(), "--max-frames", "80", "--exit-at-end"))
                    .as(err.toString())
                    .isEqualTo(ExitCodes.OK);
        }
        assertThat(out.toString().lines().toList().get(3))
                .matches("door +cat +20\\d\\d-\\d\\d-\\d\\d \\S+ +20\\d\\d-\\d\\d-\\d\\d \\S+ +9\\d\\.\\d% +\\d+");
        assertThat(err.toString()).contains("Frames read ").doesNotContain("s3cret");
    }

    @Test
    void withoutASegmentThatIsSaid() {
        assertThat(watch("--speed", "max", "--fps", "5", "--exit-at-end", "--", "--segment-min-time", "60 s"))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("No segment: no label", "20 frames labelled, 0 rejected.");
    }

    @Test
    void aJobThatFailsIsOneSentence() {
        assertThat(watch(
                        "--speed",
                        "max",
                        "--loop",
                        "--start-time",
                        "2020-01-01T00:00:00Z",
                        "--",
                        "--kafka.max.request.size",
                        "10"))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString().lines().filter(line -> line.startsWith("frametag: ")))
                .singleElement()
                .asString()
                .startsWith("frametag: The job failed: ");
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    void thePageOutlastsTheVideoWithItsFrameLabelAndSegments() throws Exception {
        AtomicInteger status = new AtomicInteger(-1);
        Thread command = new Thread(() -> status.set(watch()), "watch");
        command.start();
        try {
            Await.until("the video's end", PATIENCE, () -> err.toString().contains("The page stays up until Ctrl-C."));
            List<String> lines = out.toString().lines().toList();
            requireCatThenDog(lines.subList(2, 5));
            requireCatThenDog(new PageReader(lines.get(0)).snapshot(now -> closed(now) == 2));
            try (HeadlessBrowser browser = HeadlessBrowser.open(Files.createDirectory(folder.resolve("profile")))) {
                requireCatThenDog(browser, lines.get(0));
            }
        } finally {
            command.interrupt();
            command.join();
        }
        assertThat(status).as(err.toString()).hasValue(ExitCodes.OK);
    }

    /** As a process of its own, since the JVM ends meanwhile. */
    @Test
    void ctrlCInTheMiddlePrintsWhatThereIsAndLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path printed = folder.resolve("out.txt");
        Path errors = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-jar",
                        "target/frametag-frames.jar",
                        "watch",
                        video.toString(),
                        "--loop")
                .redirectOutput(printed.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            Await.until("an address", PATIENCE, () -> lines(printed).size() == 1);
            new PageReader(lines(printed).get(0))
                    .snapshot(now -> now.path("labelled").asInt() > 20
                            && now.at("/streams/0/timeline")
                                    .findValuesAsText("open")
                                    .contains("true"));
            process.toHandle().destroy();
            assertThat(process.waitFor()).as(Files.readString(errors)).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
        assertThat(lines(printed).subList(2, lines(printed).size()))
                .anySatisfy(line -> assertThat(line).matches("video +cat +0:00\\.0 .*"))
                .anySatisfy(line -> assertThat(line).contains("frames labelled, 0 rejected"));
        assertThat(Files.readString(errors)).contains("Frames read ").doesNotContain("Exception", "WARN", "ERROR");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    // What ONNX Runtime deletes is the file in it.
                    .allMatch(name -> name.startsWith("onnxruntime-java"));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long closed(JsonNode snapshot) {
        return Stream.of(0, 1)
                .map(n -> snapshot.at("/streams/0/timeline/" + n + "/open"))
                .filter(open -> open.isBoolean() && !open.asBoolean())
                .count();
    }

    private static void requireCatThenDog(JsonNode snapshot) {
        assertThat(snapshot.path("labelled").asInt()).isEqualTo(100);
        JsonNode stream = snapshot.at("/streams/0");
        assertThat(stream.path("name").asText()).isEqualTo("video");
        assertThat(stream.at("/labels/0/name").asText()).isEqualTo("dog");
        assertThat(stream.path("timeline").findValuesAsText("label")).containsExactlyInAnyOrder("cat", "dog");
    }

    private static void requireCatThenDog(HeadlessBrowser browser, String address) throws Exception {
        browser.size(HeadlessBrowser.DESKTOP, 900, false);
        browser.driver().get(address);
        Await.until("the stream's picture", Duration.ofSeconds(20), () -> browser.pictures() == 1);
        WebElement stream = browser.driver().findElement(By.cssSelector("article"));
        assertThat(stream.findElement(By.cssSelector("h3")).getText()).isEqualTo("video");
        assertThat(stream.findElement(By.cssSelector("img")).getDomAttribute("alt"))
                .matches("Frame \\d+ of video: dog, \\d+\\.\\d%");
        assertThat(stream.findElement(By.cssSelector(".labels")).getText()).startsWith("dog");
        assertThat(stream.findElements(By.cssSelector(".timeline li"))).hasSize(2);
        assertThat(stream.findElement(By.cssSelector(".timeline")).getText()).contains("cat", "dog");
        browser.screenshot(Path.of("target/page/watch.png"), false);
        browser.requireNoComplaints();
    }
}
