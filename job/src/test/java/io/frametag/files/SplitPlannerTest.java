package io.frametag.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.files.SplitPlanner.Planned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitPlannerTest {
    private static final ReadLimits LIMITS = ReadLimits.of(1 << 20, 12 << 20);

    @TempDir
    private Path folder;

    private List<InputPath> inputs() {
        return InputPaths.find(List.of(folder.toString()));
    }

    private static SplitPlanner planner(List<InputPath> inputs, FilesProgress from, int readers) {
        return new SplitPlanner(inputs, from, new ShardOpener(LIMITS, Reading.COLUMNS), readers);
    }

    private static List<Planned> all(SplitPlanner planner) {
        List<Planned> all = new ArrayList<>();
        for (Planned planned = planner.next(); planned != null; planned = planner.next()) {
            all.add(planned);
        }
        return all;
    }

    private void images(String prefix, int count, int size) throws IOException {
        byte[] image = new byte[size];
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve("%s%06d.jpg".formatted(prefix, i));
            Files.createDirectories(file.getParent());
            Files.write(file, image);
        }
    }

    private void tar(String name, int members, int size) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            byte[] image = new byte[size];
            for (int i = 0; i < members; i++) {
                TarArchiveEntry entry = new TarArchiveEntry("%06d.jpg".formatted(i));
                entry.setSize(size);
                tar.putArchiveEntry(entry);
                tar.write(image);
                tar.closeArchiveEntry();
            }
        }
    }

    private void zip(String name, int members, int size) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            zip.setLevel(0);
            byte[] image = new byte[size];
            for (int i = 0; i < members; i++) {
                zip.putNextEntry(new ZipEntry("%06d.jpg".formatted(i)));
                zip.write(image);
                zip.closeEntry();
            }
        }
    }

    private static List<String> inputsOf(List<Planned> plan) {
        List<String> inputs = new ArrayList<>();
        for (Planned planned : plan) {
            for (Piece piece : planned.split().pieces()) {
                Reading.ordinals(piece).forEach(ordinal -> inputs.add(piece.uri() + ":" + ordinal));
            }
        }
        return inputs;
    }

    /** Readers take a split whenever they are through with one, at a speed in bytes, and have one more in store. */
    private static long[] shares(List<Planned> plan, int readers) {
        long[] busyUntil = new long[readers];
        Deque<Planned> left = new ArrayDeque<>(plan);
        while (!left.isEmpty()) {
            int next = 0;
            for (int reader = 1; reader < readers; reader++) {
                next = busyUntil[reader] < busyUntil[next] ? reader : next;
            }
            for (Piece piece : left.remove().split().pieces()) {
                busyUntil[next] += Reading.ordinals(piece).size();
            }
        }
        return busyUntil;
    }

    @ParameterizedTest
    @CsvSource({"40, 4", "300, 2", "3000, 2", "3000, 8", "3000, 1"})
    void smallFilesAreSharedOutEvenly(int files, int readers) throws Exception {
        images("", files, 100);
        List<Planned> plan = all(planner(inputs(), FilesProgress.start(inputs()), readers));

        assertThat(inputsOf(plan)).hasSize(files).doesNotHaveDuplicates();
        long[] shares = shares(plan, readers);
        long least = Arrays.stream(shares).min().orElseThrow();
        long most = Arrays.stream(shares).max().orElseThrow();
        assertThat(most - least).isLessThanOrEqualTo(Math.max(1, files / readers / 16));
        assertThat(plan).as("not one for each file").hasSizeLessThan(Math.max(41, 32 * readers * 8));
    }

    @Test
    void splitsGrowToTheirBound() throws Exception {
        images("", 20_000, 1);
        List<Planned> plan = all(planner(inputs(), FilesProgress.start(inputs()), 1));

        assertThat(plan.get(0).split().pieces()).hasSize(1);
        assertThat(plan).extracting(planned -> planned.split().pieces().size()).contains(500);
        assertThat(plan).allMatch(planned -> planned.split().pieces().size() <= 500);
        assertThat(plan).hasSizeLessThan(300);
    }

    @ParameterizedTest
    @CsvSource({"2", "3"})
    void largeShardsAreReadInEvenRanges(int readers) throws Exception {
        tar("a.tar", 300, 100_000);
        zip("b.zip", 300, 100_000);
        images("c/", 20, 100);
        List<Planned> plan = all(planner(inputs(), FilesProgress.start(inputs()), readers));

        assertThat(inputsOf(plan)).hasSize(620).doesNotHaveDuplicates();
        assertThat(plan)
                .filteredOn(planned -> planned.split().splitId().contains("a.tar"))
                .hasSizeBetween(6, 8);
        assertThat(plan)
                .filteredOn(planned -> planned.split().splitId().contains("b.zip"))
                .hasSizeBetween(6, 8);
        assertThat(plan).extracting(planned -> planned.split().splitId()).doesNotHaveDuplicates();
        FilesProgress end = plan.get(plan.size() - 1).after();
        assertThat(end.files()).isEqualTo(22);
        assertThat(end.bytes())
                .isEqualTo(Files.size(folder.resolve("a.tar")) + Files.size(folder.resolve("b.zip")) + 20 * 100);
    }

    /** On an object store each jump is a request, and the listing would wait for one a member. */
    @Test
    void archivesThatAreElsewhereAreNotCutByJumpingThroughThem() throws Exception {
        tar("a.tar", 120, 100_000);
        zip("b.zip", 120, 100_000);
        List<InputPath> far = InputPaths.find(List.of(FarFileSystem.SCHEME + "://" + folder));

        List<Planned> plan = all(planner(far, FilesProgress.start(far), 2));

        assertThat(FarFileSystem.ATTEMPTS).doesNotContainKey(folder + "/a.tar").containsKey(folder + "/b.zip");
        assertThat(plan)
                .filteredOn(planned -> planned.split().splitId().contains("a.tar"))
                .singleElement()
                .satisfies(planned -> assertThat(planned.split().pieces()).hasSize(1));
        assertThat(plan)
                .as("a directory is read in large parts")
                .filteredOn(planned -> planned.split().splitId().contains("b.zip"))
                .hasSizeGreaterThan(1);
        assertThat(inputsOf(plan)).hasSize(240).doesNotHaveDuplicates();
        FilesProgress end = plan.get(plan.size() - 1).after();
        assertThat(end.bytes()).isEqualTo(Files.size(folder.resolve("a.tar")) + Files.size(folder.resolve("b.zip")));
    }

    /** What a checkpoint relies on: behind any split the rest is planned, and nothing else. */
    @Test
    void aPlanGoesOnBehindAnySplit() throws Exception {
        images("a/", 30, 100);
        tar("b.tar", 120, 100_000);
        images("c/", 5, 100);
        zip("d.zip", 120, 100_000);
        Files.writeString(folder.resolve("e.txt"), "text");
        images("f/", 5, 100);
        List<Planned> plan = all(planner(inputs(), FilesProgress.start(inputs()), 2));
        List<String> everything = inputsOf(plan);
        assertThat(everything).hasSize(280);
        FilesProgressSerializer serializer = new FilesProgressSerializer();
        FilesProgress end = plan.get(plan.size() - 1).after();

        int handedOut = 0;
        for (Planned planned : plan) {
            handedOut += inputsOf(List.of(planned)).size();
            FilesProgress restored =
                    serializer.deserialize(serializer.getVersion(), serializer.serialize(planned.after()));
            assertThat(restored).isEqualTo(planned.after());
            List<Planned> rest = all(planner(inputs(), restored, 5));
            assertThat(inputsOf(rest)).isEqualTo(everything.subList(handedOut, everything.size()));
            assertThat(rest.isEmpty() ? restored : rest.get(rest.size() - 1).after())
                    .isEqualTo(end);
        }
        assertThat(end.ignored()).isEqualTo(1);
    }

    @Test
    void aShardThatIsGoneWhenItsPlanGoesOnIsOneDeadLetterForItsRest() throws Exception {
        tar("b.tar", 120, 100_000);
        List<InputPath> inputs = inputs();
        List<Planned> plan = all(planner(inputs, FilesProgress.start(inputs), 2));
        assertThat(plan).hasSizeGreaterThan(2);
        Files.delete(folder.resolve("b.tar"));

        List<Planned> rest = all(planner(inputs, plan.get(0).after(), 2));

        assertThat(rest).singleElement().satisfies(planned -> {
            Piece piece = planned.split().pieces().get(0);
            long ordinal = plan.get(1).split().pieces().get(0).start().ordinal();
            assertThat(Reading.all(piece))
                    .map(Reading::outline)
                    .singleElement()
                    .asString()
                    .contains("b.tar:0:" + ordinal + " UNREADABLE_FILE")
                    .endsWith("there is no such file.");
        });
    }

    @Test
    void aDamagedShardIsCutAsFarAsItIsWhole() throws Exception {
        tar("b.tar", 120, 100_000);
        byte[] archive = Files.readAllBytes(folder.resolve("b.tar"));
        int member = 512 + (100_000 + 511) / 512 * 512;
        archive[100 * member] ^= 1;
        Files.write(folder.resolve("b.tar"), archive);

        List<Planned> plan = all(planner(inputs(), FilesProgress.start(inputs()), 2));

        assertThat(inputsOf(plan)).hasSize(101).doesNotHaveDuplicates();
        assertThat(plan).hasSizeGreaterThan(1);
    }
}
