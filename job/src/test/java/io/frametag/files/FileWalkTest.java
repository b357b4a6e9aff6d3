package io.frametag.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileWalkTest {
    @TempDir
    private Path folder;

    private void add(String... names) throws Exception {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private static List<String> names(FileWalk walk) {
        List<String> names = new ArrayList<>();
        for (FileWalk.Found found = walk.next(); found != null; found = walk.next()) {
            names.add(found.piece().name()
                    + (found.piece().problem() == null
                            ? ""
                            : " " + found.piece().problem()));
        }
        return names;
    }

    private List<String> names(String... paths) {
        return names(walk(paths));
    }

    /** @param paths below the folder */
    private FileWalk walk(String... paths) {
        return new FileWalk(inputs(paths), ListingPosition.START);
    }

    private List<InputPath> inputs(String... paths) {
        return InputPaths.find(
                List.of(paths).stream().map(path -> folder + "/" + path).toList());
    }

    @Test
    void filesComeInDepthAndByName() throws Exception {
        add("b.jpg", "a/z.png", "a/b/c.jpg", "a.jpg", "c/1.tar", "c/10.jpg", "c/2.jpg", "B.JPG");
        assertThat(names(""))
                .containsExactly("B.JPG", "a/b/c.jpg", "a/z.png", "a.jpg", "b.jpg", "c/1.tar", "c/10.jpg", "c/2.jpg");
    }

    @Test
    void namesOfAnyLettersAreFound() throws Exception {
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
        add(
                "äöü/猫 1.jpg",
                "a b/c d.jpg",
                "100%/#1?.jpg",
                "back\\slash.jpg",
                " outer .jpg",
                "semi;colon:1.jpg",
                "🐈.png");
        assertThat(names(""))
                .containsExactly(
                        " outer .jpg",
                        "100%/#1?.jpg",
                        "a b/c d.jpg",
                        "back\\slash.jpg",
                        "semi;colon:1.jpg",
                        "äöü/猫 1.jpg",
                        "🐈.png");
        FileWalk walk = walk("");
        for (FileWalk.Found found = walk.next(); found != null; found = walk.next()) {
            assertThat(Reading.all(found.piece()))
                    .singleElement()
                    .satisfies(record -> assertThat(Reading.image(record)).isNotEmpty());
        }
    }

    @Test
    void hiddenFilesAreLeftOutAndOthersAreCounted() throws Exception {
        add(".hidden.jpg", ".hidden/a.jpg", "a/.part-0.avro", "readme.txt", "a/notes", "a/b.csv", "a/1.jpg");
        FileWalk walk = walk("");
        assertThat(names(walk)).containsExactly("a/1.jpg");
        assertThat(walk.ignored()).isEqualTo(3);
    }

    @Test
    void anEmptyFolderHasNoFiles() throws Exception {
        Files.createDirectories(folder.resolve("a/b"));
        assertThat(names("")).isEmpty();
    }

    /** What a checkpoint relies on. */
    @Test
    void aWalkGoesOnBehindAnyFile() throws Exception {
        add("a/1.jpg", "a/b/2.jpg", "a/b/c/3.jpg", "a/d.jpg", "e.jpg", "f/g/h/4.jpg", "i.jpg", "x/1.jpg");
        String[][] several = {{""}, {"a", "f", "e.jpg", "x"}, {"**.jpg"}};
        for (String[] paths : several) {
            List<InputPath> inputs = inputs(paths);
            List<String> all = names(new FileWalk(inputs, ListingPosition.START));
            assertThat(all).hasSizeGreaterThan(5);
            FileWalk walk = new FileWalk(inputs, ListingPosition.START);
            int found = 0;
            for (FileWalk.Found file = walk.next(); file != null; file = walk.next()) {
                found++;
                ListingPosition behind =
                        ListingPosition.behind(file.input(), file.piece().name());
                assertThat(names(new FileWalk(inputs, behind))).isEqualTo(all.subList(found, all.size()));
            }
        }
    }

    @Test
    void whatWasRemovedOrAddedSinceDoesNotDisturbAWalkThatGoesOn() throws Exception {
        add("a/1.jpg", "a/2.jpg", "b/1.jpg", "b/2.jpg", "c.jpg");
        ListingPosition behind = ListingPosition.behind(0, "b/1.jpg");
        Files.delete(folder.resolve("b/1.jpg"));
        add("a/3.jpg", "b/11.jpg", "b/3.jpg", "d.jpg");
        assertThat(names(new FileWalk(inputs(""), behind)))
                .as("a/3.jpg came too late")
                .containsExactly("b/11.jpg", "b/2.jpg", "b/3.jpg", "c.jpg", "d.jpg");
    }

    @Test
    void aFolderThatIsGoneIsAnInputThatCannotBeRead() throws Exception {
        add("a/1.jpg", "b/1.jpg");
        List<InputPath> inputs = inputs("");
        ListingPosition behind = ListingPosition.behind(0, "a/1.jpg");
        Files.delete(folder.resolve("a/1.jpg"));
        Files.delete(folder.resolve("a"));
        assertThat(names(new FileWalk(inputs, behind)))
                .containsExactly("a the folder cannot be listed: there is no such file", "b/1.jpg");
        assertThat(names(new FileWalk(inputs, ListingPosition.behind(0, "a")))).containsExactly("b/1.jpg");
    }

    @Test
    void linksAreFollowedAndNoLoopIs() throws Exception {
        add("a/b/1.jpg", "other/2.jpg");
        Files.createSymbolicLink(folder.resolve("a/b/loop"), folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("a/self"), folder.resolve("a/self"));
        Files.createSymbolicLink(folder.resolve("a/link"), folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("a/to-file.jpg"), folder.resolve("other/2.jpg"));
        Files.createSymbolicLink(folder.resolve("a/nowhere.jpg"), folder.resolve("gone.jpg"));
        Files.createSymbolicLink(folder.resolve("a/nowhere"), folder.resolve("gone"));
        Files.createSymbolicLink(folder.resolve("other/back"), folder.resolve("a"));
        FileWalk walk = walk("a");
        assertThat(names(walk))
                .as("what only its name is known of is for whoever reads it to refuse")
                .contains("b/1.jpg", "link/2.jpg", "nowhere.jpg", "to-file.jpg")
                .filteredOn(name -> !name.startsWith("self"))
                .hasSize(4);
        assertThat(walk.ignored()).isGreaterThanOrEqualTo(3);
    }

    /** A dozen folders with links to each other would have more paths than anybody can walk. */
    @Test
    void linksBelowLinksAreFollowedForALittle() throws Exception {
        for (int i = 0; i < 7; i++) {
            add("f%d/below/1.jpg".formatted(i));
            Files.createSymbolicLink(folder.resolve("f%d/next".formatted(i)), folder.resolve("f" + (i + 1)));
        }
        FileWalk walk = walk("f0");
        List<String> names = names(walk);
        assertThat(names)
                .containsExactly(
                        "below/1.jpg",
                        "next/below/1.jpg",
                        "next/next/below/1.jpg",
                        "next/next/next/below/1.jpg",
                        "next/next/next/next/below/1.jpg",
                        "next/next/next/next/next it is behind more than 4 links, one below the other");
        assertThat(names(new FileWalk(inputs("f0"), ListingPosition.behind(0, names.get(3)))))
                .as("a walk that goes on from there knows the links above it")
                .isEqualTo(names.subList(4, 6));
    }

    @Test
    void aPipeIsNoFileThoughItIsNamedLikeOne() throws Exception {
        add("1.jpg");
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("0.jpg").toString())
                        .start()
                        .waitFor())
                .isZero();
        FileWalk walk = walk("");
        assertThat(names(walk)).containsExactly("1.jpg");
        assertThat(walk.ignored()).isEqualTo(1);
    }

    @Test
    void whatSeveralPathsHoldIsReadOnce() throws Exception {
        add("a/1.jpg", "a/2.png", "b/1.jpg", ".h/1.jpg");
        assertThat(names("a/1.jpg", "", "a", "**.jpg", "b/*.jpg", "b/1.jpg", ".h"))
                .containsExactly("1.jpg", "a/2.png", "b/1.jpg", "1.jpg");
        assertThat(names(".h", ".h/1.jpg")).containsExactly("1.jpg");
    }

    @Test
    void aFileByItsOwnNameIsFoundWhereItIs() throws Exception {
        add("a/1.jpg");
        FileWalk.Found found = walk("a/1.jpg").next();
        assertThat(found.piece().uri()).isEqualTo("file:" + folder + "/a/1.jpg");
        assertThat(found.piece().length()).isEqualTo(7);
        assertThat(found.piece().modified())
                .isEqualTo(Files.getLastModifiedTime(folder.resolve("a/1.jpg")).toMillis());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.jpg | 1.jpg",
                "**.jpg | 1.jpg 2024-01/2.jpg 2024-02/x/4.jpg",
                "**/*.jpg | 1.jpg 2024-01/2.jpg 2024-02/x/4.jpg",
                "2024-* | 2024-01/2.jpg 2024-01/3.png 2024-02/x/4.jpg",
                "2024-*/*.jpg | 2024-01/2.jpg",
                "2024-*/*/*.jpg | 2024-02/x/4.jpg",
                "2024-0?/*.{jpg,png} | 2024-01/2.jpg 2024-01/3.png",
                "{2024-01/*,2024-02/x/*}.jpg | 2024-01/2.jpg 2024-02/x/4.jpg",
                "2024-02/**/4.* | x/4.jpg",
                "2024-02/x/**/4.* | 4.jpg",
                "[0-9].jpg | 1.jpg",
                "none-* | ''"
            })
    void aGlobTakesWhatItSays(String glob, String expected) throws Exception {
        add("1.jpg", "2024-01/2.jpg", "2024-01/3.png", "2024-02/x/4.jpg", "2024-02/x/5.txt", "z/6.bmp");
        assertThat(names(glob)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void aPathThatIsThereIsNoGlob() throws Exception {
        add("a[1]/{x}.jpg", "a1/x.jpg");
        assertThat(names("a[1]")).containsExactly("{x}.jpg");
        assertThat(names("a[1]/{x}.jpg")).containsExactly("{x}.jpg");
    }

    @Test
    void foldersThatAGlobCannotMeanAreNotListed() throws Exception {
        PathPattern pattern = new PathPattern("2024-*/a/*.jpg");
        assertThat(pattern.mayTakeFrom("2024-01")).isTrue();
        assertThat(pattern.mayTakeFrom("2023-01")).isFalse();
        assertThat(pattern.mayTakeFrom("2024-01/a")).isTrue();
        assertThat(pattern.mayTakeFrom("2024-01/b")).isFalse();
        assertThat(pattern.mayTakeFrom("2024-01/a/c")).isFalse();
        assertThat(new PathPattern("**/a/*.jpg").mayTakeFrom("any/depth")).isTrue();
    }

    /** A folder of a million files is not held: it is listed in parts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40, 41, 1000})
    void aFolderIsListedInPartsOfAnySize(int most) throws Exception {
        List<String> expected =
                IntStream.range(0, 41).mapToObj("%03d.jpg"::formatted).toList();
        add(expected.toArray(String[]::new));
        LocalStorage storage = new LocalStorage(most);
        List<String> listed = new ArrayList<>();
        Storage.Listing part;
        do {
            part = storage.list("file:" + folder, listed.isEmpty() ? null : listed.get(listed.size() - 1));
            assertThat(part.entries()).hasSizeLessThanOrEqualTo(most);
            part.entries().forEach(entry -> listed.add(entry.name()));
        } while (!part.last());
        assertThat(listed).isEqualTo(expected);
    }

    /** What Flink does for object stores is here done for local files. */
    @Test
    void flinksFileSystemsListTheSame() throws Exception {
        add("b.jpg", "a/z.png", "a.jpg");
        for (int most : new int[] {2, 3, 100}) {
            FlinkStorage flink = new FlinkStorage(most);
            Storage.Listing part = flink.list("file:" + folder, "a");
            assertThat(part.entries()).extracting(Entry::name).containsExactly("a.jpg", "b.jpg");
            assertThat(part.last()).isTrue();
            part = flink.list("file:" + folder, null);
            assertThat(part.last()).isEqualTo(most >= 3);
            assertThat(part.entries()).hasSize(Math.min(most, 3));
            assertThat(part.entries())
                    .isEqualTo(LocalStorage.INSTANCE
                            .list("file:" + folder, null)
                            .entries()
                            .subList(0, Math.min(most, 3)));
        }
        assertThat(FlinkStorage.INSTANCE.look("file:" + folder + "/a.jpg"))
                .isEqualTo(LocalStorage.INSTANCE.look("file:" + folder + "/a.jpg"));
        assertThat(FlinkStorage.INSTANCE.open("file:" + folder + "/a.jpg").readAllBytes())
                .isEqualTo("a.jpg".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
