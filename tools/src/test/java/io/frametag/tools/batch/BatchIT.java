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
