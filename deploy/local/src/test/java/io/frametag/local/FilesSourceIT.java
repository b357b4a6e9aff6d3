package io.frametag.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frametag.config.FilesInput;
import io.frametag.files.FileInputs;
import io.frametag.files.FilesSource;
import io.frametag.pipeline.RawRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source on Flink, with nothing behind it. */
class FilesSourceIT {
    private static final int MAX_IMAGE_BYTES = 1 << 20;

    @TempDir
    private Path folder;

    private FilesInput input(String... paths) {
        return new FilesInput(paths.length == 0 ? List.of(folder.toString()) : List.of(paths), "image", null);
    }

    private List<String> run(Configuration settings, int parallelism, MapFunction<RawRecord, String> read)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(parallelism);
        List<String> all = new ArrayList<>();
        try (CloseableIterator<String> results = env.fromSource(
                        FilesSource.of(input(), MAX_IMAGE_BYTES, 12L << 20), WatermarkStrategy.noWatermarks(), "files")
                .map(read)
                .returns(String.class)
                .executeAndCollect()) {
            results.forEachRemaining(all::add);
        }
        return all;
    }

    private static String describe(RawRecord record) {
        return record.origin()
                + (record.attachment() == null ? "" : " " + record.attachment().refusal());
    }

    /** A reader that was closed, whether at its end or by a failure, leaves no thread behind. */
    @AfterEach
    void noThreadReadsOn() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (fetchers() > 0) {
            assertThat(System.nanoTime())
                    .as("%s threads still read files", fetchers())
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static long fetchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Source Data Fetcher for Source: files"))
                .count();
    }

    private List<String> listed() {
        List<String> listed = new ArrayList<>();
        try (FileInputs inputs = FileInputs.of(input(), MAX_IMAGE_BYTES)) {
            inputs.forEachRemaining(found -> listed.add(found.topic() + ":0:" + found.ordinal()));
        }
        return listed;
    }

    private static Map<String, byte[]> images(int count, int size) {
        Random random = new Random(count);
        Map<String, byte[]> images = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            byte[] image = new byte[1 + random.nextInt(size)];
            random.nextBytes(image);
            images.put("%05d.jpg".formatted(i), image);
            images.put("%05d.json".formatted(i), new byte[3]);
        }
        return images;
    }

    @Test
    void thousandsOfTinyFilesAreReadOnceEach() throws Exception {
        for (int i = 0; i < 4_000; i++) {
            Path file = folder.resolve("%02d/ä %d/%05d.%s".formatted(i % 17, i % 5, i, i % 10 == 0 ? "txt" : "jpg"));
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[i % 50]);
        }
        Files.createDirectories(folder.resolve("empty/and/empty"));

        List<String> read = run(new Configuration(), 2, FilesSourceIT::describe);

        assertThat(read).hasSize(3_600).doesNotHaveDuplicates().allMatch(record -> record.endsWith(".jpg:0:0"));
        assertThat(read).containsExactlyInAnyOrderElementsOf(listed());
    }

    @Test
    void bothReadersShareALargeArchive() throws Exception {
        Shards.tar(folder.resolve("a.tar"), images(400, 100_000));

        List<String> read = run(new Configuration(), 2, new WhoRead());

        assertThat(read).hasSize(400);
        for (String reader : List.of("0", "1")) {
            assertThat(read).as("read by %s", reader).filteredOn(reader::equals).hasSizeGreaterThan(40);
        }
    }

    private static final class WhoRead extends RichMapFunction<RawRecord, String> {
        @Override
        public String map(RawRecord record) {
            return Integer.toString(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        }
    }

    @Test
    void whatIsNoArchiveAndWhatIsGoneAreDeadLettersAndTheRunEnds() throws Exception {
        Random random = new Random(7);
        for (String ending : List.of("tar", "tar.gz", "tgz", "zip", "avro", "parquet", "jpg")) {
            for (int size : new int[] {0, 1, 100, 511, 512, 70_000}) {
                byte[] noise = new byte[size];
                random.nextBytes(noise);
                Files.write(folder.resolve(size + "." + ending), noise);
            }
        }
        Files.createSymbolicLink(folder.resolve("gone.jpg"), folder.resolve("nothing"));
        Files.createSymbolicLink(folder.resolve("gone.tar"), folder.resolve("nothing"));

        List<String> read = run(new Configuration(), 2, FilesSourceIT::describe);

        assertThat(read).as("one each").hasSize(44).doesNotHaveDuplicates();
        assertThat(read)
                .filteredOn(record -> !record.endsWith(" UNREADABLE_FILE"))
                .hasSize(6)
                .allMatch(record -> record.endsWith(".jpg:0:0"));
        assertThat(read)
                .map(record -> record.split(" UNREADABLE", -1)[0])
                .containsExactlyInAnyOrderElementsOf(listed());
    }

    /** Tasks fail in the middle, twice, and go on from checkpoints: each input arrives once at a sink that is exactly-once. */
    @Test
    void afterAFailureExactlyTheRestIsRead(@TempDir Path photos) throws Exception {
        Shards.tar(folder.resolve("a.tar"), images(300, 40_000));
        Shards.zip(folder.resolve("b.zip"), images(300, 40_000));
        Shards.gzipTar(folder.resolve("c.tar.gz"), images(200, 10_000));
        Shards.avro(
                folder.resolve("d.avro"),
                IntStream.range(0, 400)
                        .mapToObj(row -> JobFixture.event("camera", row, new byte[10_000]))
                        .toList());
        for (Map.Entry<String, byte[]> image : images(300, 10_000).entrySet()) {
            if (image.getKey().endsWith(".jpg")) {
                Files.write(photos.resolve(image.getKey()), image.getValue());
            }
        }
        Shards.parquet(folder.resolve("e.parquet"), photos, "zstd");
        for (int i = 0; i < 400; i++) {
            Files.write(folder.resolve("%05d.jpg".formatted(i)), new byte[i]);
        }
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        // If a task fails while splits are held back for its checkpoint, Flink 2.3 may lose sight of them and wait for
        // them in
        // the next checkpoint, until this time is over (OperatorCoordinatorHolder.abortCurrentTriggering behind
        // subtaskReset).
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(5));
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 100);
        Failing failing = new Failing(folder.toString());

        List<String> read = run(settings, 2, failing);

        assertThat(Failing.FAILURES.remove(folder.toString())).isEqualTo(2);
        assertThat(read).hasSize(1_900).doesNotHaveDuplicates();
        assertThat(read).containsExactlyInAnyOrderElementsOf(listed());
    }

    /**
     * Fails once a checkpoint is complete and some records more are through, until it has done so twice. Only the first
     * subtask does: two that fail at the same moment would be one failure of the job, counted as two or three.
     */
    private static final class Failing extends RichMapFunction<RawRecord, String>
            implements org.apache.flink.api.common.state.CheckpointListener {
        /** By name, since each attempt has a function of its own. */
        static final Map<String, Integer> FAILURES = new ConcurrentHashMap<>();

        private final String name;
        private int left = Integer.MAX_VALUE;

        Failing(String name) {
            this.name = name;
        }

        @Override
        public String map(RawRecord record) {
            if (--left == 0) {
                FAILURES.merge(name, 1, Integer::sum);
                throw new IllegalStateException("A failure that the test wants");
            }
            // Long enough for a few checkpoints in the whole.
            for (long until = System.nanoTime() + 1_000_000; System.nanoTime() < until; ) {
                Thread.onSpinWait();
            }
            return describe(record);
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
            if (first && FAILURES.getOrDefault(name, 0) < 2 && left > 1_000) {
                left = 50;
            }
        }
    }

    @Test
    void aFolderWithoutAnImageIsARunWithoutARecord() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "none");
        try (CapturedLog log =
                new CapturedLog("io.frametag.files.FilesEnumerator", org.apache.logging.log4j.Level.INFO)) {
            assertThat(run(new Configuration(), 2, FilesSourceIT::describe)).isEmpty();
            assertThat(log.messages())
                    .satisfiesExactly(
                            warning -> assertThat(warning)
                                    .startsWith("There is no file to read in file:" + folder
                                            + ": looked for files that end in jpg,"),
                            counts -> assertThat(counts)
                                    .startsWith("All input is listed: 0 files of 0 bytes. 1 other files are left out"));
        }
    }

    @Test
    void pathsThatAreNotThereAreSaidWhereTheJobIsMade() {
        assertThatThrownBy(() -> FilesSource.of(input(folder + "/none"), MAX_IMAGE_BYTES, 12L << 20))
                .hasMessageContaining("there is no file or folder file:" + folder + "/none");
    }
}
