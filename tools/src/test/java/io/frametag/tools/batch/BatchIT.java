package io.frametag.tools.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.Frametag;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as somebody types it; Flink, model and files are real. */
class BatchIT {
    private static final Path PHOTOS = Path.of("../deploy/local/frames");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Frametag.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private Path photos() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos/cats"));
        Files.copy(PHOTOS.resolve("cat-chelsea.jpg"), photos.resolve("cat.jpg"));
        Files.copy(PHOTOS.resolve("ship-yacht.jpg"), folder.resolve("photos/ship.jpg"));
        return folder.resolve("photos");
    }

    @Test
    void aFolderBecomesFilesOfLabelsAndASummary() throws Exception {
        Path tags = folder.resolve("tags");
        assertThat(run("batch", photos().toString(), "--output", tags.toString(), "--format", "json"))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(lines(tags.resolve("labels")))
                .map(line -> line.path("labels").path(0).path("name").asText())
                .containsExactlyInAnyOrder("cat", "ship");
        JsonNode summary =
                new ObjectMapper().readTree(tags.resolve("summary.json").toFile());
        assertThat(summary).isEqualTo(new ObjectMapper().readTree(out.toString()));
        assertThat(summary.path("images").asInt()).isEqualTo(2);
        assertThat(summary.path("labelled").asInt()).isEqualTo(2);
        assertThat(summary.path("attempts").asInt()).isEqualTo(1);
        assertThat(summary.path("images_per_second").asDouble()).isPositive();
    }

    @Test
    void whatCannotBeReadIsCountedAndIsTheExitStatus() throws Exception {
        Path photos = photos();
        byte[] whole = Files.readAllBytes(PHOTOS.resolve("cat-chelsea.jpg"));
        Files.write(photos.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
        Path tags = folder.resolve("tags");
        assertThat(run("batch", photos.toString(), "--output", tags.toString()))
                .as(err.toString())
                .isEqualTo(ExitCodes.FOUND_WRONG);
        JsonNode summary = new ObjectMapper().readTree(out.toString());
        assertThat(summary.path("labelled").asInt()).isEqualTo(2);
        assertThat(summary.path("rejected").path("TRUNCATED_IMAGE").asInt()).isEqualTo(1);
    }

    @Test
    void aFolderThatHasGrownIsTaggedWhereItHas() throws Exception {
        Path photos = photos();
        Path tags = folder.resolve("tags");
        assertThat(run("batch", photos.toString(), "--output", tags.toString()))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        Files.copy(PHOTOS.resolve("dog-spaniel.jpg"), photos.resolve("dog.jpg"));
        out.getBuffer().setLength(0);
        Path more = folder.resolve("more");
        assertThat(run(
                        "batch",
                        photos.toString(),
                        "--output",
                        more.toString(),
                        "--only-missing",
                        tags.toString(),
                        "--format",
                        "json"))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(lines(more.resolve("labels")))
                .map(line -> line.path("labels").path(0).path("name").asText())
                .containsExactly("dog");
        JsonNode summary = new ObjectMapper().readTree(out.toString());
        assertThat(summary.path("images").asInt()).isEqualTo(1);
        assertThat(summary.path("answered_before").asInt()).isEqualTo(2);
        out.getBuffer().setLength(0);
        assertThat(run("verify", "--input-files", photos.toString(), "--output-files", tags + ";" + more))
                .as(out.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .endsWith("Each of the 3 inputs has an outcome, and none of the 2 runs answered one twice.\n");
    }

    /** As a process, which is killed as soon as it has committed a file of labels, and given again. */
    @Test
    @Timeout(300)
    void aRunThatIsKilledGoesOnAndTheOutputHasEachImageOnce() throws Exception {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        byte[] ship = Files.readAllBytes(PHOTOS.resolve("ship-yacht.jpg"));
        for (int i = 0; i < 2_000; i++) {
            Files.write(photos.resolve("%04d.jpg".formatted(i)), ship);
        }
        Files.writeString(photos.resolve("text.jpg"), "no image");
        // As people's folders are called.
        Path tags = folder.resolve("my tägs 100%");
        String[] batch = {
            "batch", photos.toString(), "--output", tags.toString(), "-p", "1", "--", "--checkpoint-interval=500 ms"
        };
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-jar",
                                        "target/frametag-tools.jar"),
                                Stream.of(batch))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(errors.toFile())
                .start();
        try {
            while (committed(tags).isEmpty()) {
                assertThat(process.isAlive()).as(Files.readString(errors)).isTrue();
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(tags.resolve("summary.json")).as("it was not yet done").doesNotExist();

        // With more tasks than before.
        batch[5] = "2";
        assertThat(run(batch)).as(err.toString()).isEqualTo(ExitCodes.FOUND_WRONG);

        assertThat(err.toString()).contains("Going on from chk-");
        try (Stream<Path> kept = Files.walk(tags.resolve(".frametag/checkpoints"))) {
            assertThat(kept).as("checkpoints behind the end").noneMatch(path -> path.endsWith("_metadata"));
        }
        JsonNode summary = new ObjectMapper().readTree(out.toString());
        assertThat(summary.path("attempts").asInt()).isEqualTo(2);
        assertThat(summary.path("labelled").asInt()).isEqualTo(2_000);
        assertThat(summary.path("rejected").path("UNKNOWN_FORMAT").asInt()).isEqualTo(1);
        out.getBuffer().setLength(0);
        assertThat(run("verify", "--input-files", photos.toString(), "--output-files", tags.toString()))
                .as(out.toString())
                .isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).endsWith("Each of the 2,001 inputs has exactly one outcome.\n");
    }

    /** Killed behind its end: there are files, no checkpoint, and no summary. */
    @Test
    void aRunWithoutItsSummaryTagsWhatItsOutputLacks() throws Exception {
        String photos = photos().toString();
        Path tags = folder.resolve("tags");
        String[] batch = {"batch", photos, "--output", tags.toString(), "--format", "json"};
        assertThat(run(batch)).as(err.toString()).isEqualTo(ExitCodes.OK);
        Files.delete(tags.resolve("summary.json"));
        out.getBuffer().setLength(0);

        assertThat(run(batch)).as(err.toString()).isEqualTo(ExitCodes.OK);

        assertThat(err.toString()).contains("There are files of this run and no checkpoint: what they lack is tagged");
        JsonNode summary = new ObjectMapper().readTree(out.toString());
        assertThat(summary.path("labelled").asInt()).isZero();
        assertThat(summary.path("answered_before").asInt()).isEqualTo(2);
        out.getBuffer().setLength(0);
        assertThat(run("verify", "--input-files", photos, "--output-files", tags.toString()))
                .as(out.toString())
                .isEqualTo(ExitCodes.OK);
    }

    /** A folder is not taken by a command that could not be, nor by one that found nothing. */
    @Test
    void whoHasMistypedAnInputGivesItAgain() throws Exception {
        String tags = folder.resolve("tags").toString();
        String photos = photos().toString();
        assertThat(run("batch", folder.resolve("phtos").toString(), "--output", tags))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(run("batch", photos, "--output", tags, "--model", folder.toString()))
                .isEqualTo(ExitCodes.WRONG_USE);
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(run("batch", empty.toString(), "--output", tags)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("There is no image in the input: --input-files=" + empty);
        assertThat(run("batch", photos, "--output", tags)).as(err.toString()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void onlyAFolderOfThisMachineKeepsARun() {
        assertThat(run("batch", folder.toString(), "--output", "s3://bucket/tags"))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--output is s3://bucket/tags, and has to be a folder of this machine");
    }

    private static List<Path> committed(Path tags) throws IOException {
        Path labels = tags.resolve("labels");
        if (!Files.isDirectory(labels)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(labels)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void aRunThatHasEndedIsNotBegunAgain() throws Exception {
        String tags = folder.resolve("tags").toString();
        String photos = photos().toString();
        assertThat(run("batch", photos, "--output", tags)).as(err.toString()).isEqualTo(ExitCodes.OK);
        assertThat(run("batch", photos, "--output", tags)).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("holds a run that has ended", "summary.json");
    }

    @Test
    void anInputThatIsNotThereIsOneSentence() {
        String missing = folder.resolve("none").toString();
        assertThat(run("batch", missing, "--output", folder.resolve("tags").toString()))
                .isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains(missing).doesNotContain("Exception", "\tat ");
    }

    @Test
    void withoutAFolderThereIsNothingToGoOnWith() {
        assertThat(run("batch", folder.toString())).isEqualTo(ExitCodes.WRONG_USE);
        assertThat(err.toString()).contains("--output");
    }

    private static List<JsonNode> lines(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(BatchIT::read)
                    .map(line -> {
                        try {
                            return json.readTree(line);
                        } catch (IOException e) {
                            throw new IllegalStateException(line, e);
                        }
                    })
                    .toList();
        }
    }

    private static Stream<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
