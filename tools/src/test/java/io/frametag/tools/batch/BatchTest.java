package io.frametag.tools.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.tools.CommandFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
    private static final InputSize UNKNOWN = new InputSize(0, false, 0, 0, 0, 0);

    @TempDir
    private Path folder;

    @Test
    void theNewestCheckpointIsTheOneOfTheGreatestNumberThatIsWhole() throws Exception {
        assertThat(RetainedCheckpoints.newest(folder.resolve("none"))).isEmpty();
        checkpoint("a/chk-9");
        checkpoint("b/chk-12");
        Files.createDirectories(folder.resolve("b/chk-13"));
        Files.createDirectories(folder.resolve("b/shared"));
        assertThat(RetainedCheckpoints.newest(folder)).contains(folder.resolve("b/chk-12"));
    }

    private void checkpoint(String name) throws Exception {
        Files.createDirectories(folder.resolve(name));
        Files.createFile(folder.resolve(name).resolve("_metadata"));
    }

    @Test
    void aFolderIsHeldByOneRun() throws Exception {
        try (RunFolder held = RunFolder.hold(folder)) {
            assertThat(held.hasSummary()).isFalse();
            assertThatThrownBy(() -> RunFolder.hold(folder))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("Another run writes to " + folder);
        }
        RunFolder.hold(folder).close();
    }

    @Test
    void aRunGoesOnWithItsOwnOptionsOnly() throws Exception {
        RunDescription begun = RunDescription.begun(List.of("--input-files=/a"));
        Path file = folder.resolve("run.json");
        begun.write(file);
        RunDescription again = RunDescription.read(file).goingOnWith(List.of("--input-files=/a"), folder);
        assertThat(again.runId()).isEqualTo(begun.runId());
        assertThat(again.attempts()).isEqualTo(2);
        assertThatThrownBy(() -> again.goingOnWith(List.of("--input-files=/b"), folder))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--input-files=/a");
    }

    @Test
    void theNumberOfImagesIsExactForFilesAndAnEstimateForArchives() {
        assertThat(UNKNOWN.images(5)).isZero();
        assertThat(new InputSize(0, false, 0, 0, 0, 70).images(5)).isEqualTo(70);
        assertThat(new InputSize(100, true, 40, 1000, 400, 0).images(30)).isEqualTo(100);
        assertThat(new InputSize(2, true, 1, 1000, 250, 0).images(50)).isEqualTo(200);
        assertThat(new InputSize(2, true, 2, 1000, 1000, 0).images(200)).isEqualTo(200);
    }

    @Test
    void theCheckpointThatIsGoneOnFromIsTheOnlyOneLeft() throws Exception {
        checkpoint("a/chk-9");
        checkpoint("b/chk-12");
        Files.createDirectories(folder.resolve("b/chk-13"));
        Path newest = RetainedCheckpoints.newest(folder).orElseThrow();
        RetainedCheckpoints.keepOnly(folder, newest);
        try (var left = Files.walk(folder, 2)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("chk-")))
                    .containsExactly(newest);
        }
    }

    private static List<String> attempt(Map<String, String> environment, String... options) {
        return AttemptOptions.of(new RunDescription("r1", List.of(options), 1, "ab12", false), environment);
    }

    @Test
    void aBatchHasWhatNobodyGave() {
        assertThat(attempt(Map.of(), "--input-files=/a", "--output-files=/b"))
                .containsExactly(
                        "--input-files=/a",
                        "--output-files=/b",
                        "--run-id=r1",
                        "--group-id=frametag-batch-r1",
                        "--checkpoint-interval=1 min",
                        "--model-sha256=ab12");
        assertThat(attempt(Map.of(), "--input-topic=t"))
                .contains("--until=latest", "--delivery=exactly-once", "--group-id=frametag-batch-r1");
        assertThat(attempt(Map.of("FRAMETAG_UNTIL", "0:7", "FRAMETAG_GROUP_ID", "mine"), "--delivery=at-least-once"))
                .containsExactly(
                        "--delivery=at-least-once",
                        "--run-id=r1",
                        "--checkpoint-interval=1 min",
                        "--model-sha256=ab12");
    }

    @Test
    void whatIsInTheFileOfOptionsIsGivenToo() throws Exception {
        Path file = folder.resolve("job.yaml");
        Files.writeString(file, "bounded: true\ncheckpoint-interval: 5 s\n");
        assertThat(attempt(Map.of(), "--config=" + file))
                .noneMatch(option -> option.startsWith("--until") || option.startsWith("--checkpoint-interval"));
    }

    @Test
    void whatABatchDecidesItselfIsRefused() {
        assertThatThrownBy(() -> attempt(Map.of(), "--parallelism=3"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--parallelism is not for a batch: give -p.");
        assertThatThrownBy(() -> attempt(Map.of(), "--run-id=x")).isInstanceOf(CommandFailure.class);
    }

    @Test
    void afterAnEndWithoutASummaryTheRunIsOverItsOwnOutput() {
        RunDescription run = new RunDescription("r1", List.of("--output-files=/b"), 2, "ab12", false).overOwnOutput();
        assertThat(AttemptOptions.of(run, Map.of())).contains("--only-missing=/b");
    }

    /** What an earlier attempt has done says nothing of the rate, and what Flink does again is none below 0. */
    @Test
    void theRateIsThatOfThisAttempt() {
        StringWriter lines = new StringWriter();
        AtomicLong now = new AtomicLong();
        try (Progress progress = new Progress.Lines(new PrintWriter(lines), now::get)) {
            progress.show(new Standing(500_000, Map.of(), 0, UNKNOWN));
            now.set(TimeUnit.SECONDS.toNanos(10));
            progress.show(new Standing(501_000, Map.of(), 0, UNKNOWN));
            now.set(TimeUnit.SECONDS.toNanos(20));
            progress.show(new Standing(500_500, Map.of(), 0, UNKNOWN));
        }
        assertThat(lines.toString().lines())
                .containsExactly("batch: 501,000 images, 100.0/s", "batch: 500,500 images, 0.0/s");
    }

    @Test
    void whereNobodyWatchesThereIsALineEveryTenSeconds() {
        StringWriter lines = new StringWriter();
        AtomicLong now = new AtomicLong();
        try (Progress progress = new Progress.Lines(new PrintWriter(lines), now::get)) {
            progress.show(new Standing(0, Map.of(), 0, UNKNOWN));
            now.set(TimeUnit.SECONDS.toNanos(10));
            progress.show(new Standing(1500, Map.of(), 0, UNKNOWN));
            now.set(TimeUnit.SECONDS.toNanos(15));
            progress.show(new Standing(2000, Map.of(), 0, UNKNOWN));
            now.set(TimeUnit.SECONDS.toNanos(20));
            progress.show(
                    new Standing(1998, Map.of("TRUNCATED_IMAGE", 2L), 500, new InputSize(8500, true, 3000, 9, 3, 0)));
        }
        assertThat(lines.toString().lines())
                .containsExactly(
                        "batch: 1,500 images, 150.0/s",
                        "batch: 2,500 of 8,500 images, 100.0/s, 0:01:00 left; rejected 2 (TRUNCATED_IMAGE 2);"
                                + " 500 had an outcome before");
    }
}
