package io.frametag.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.frametag.pipeline.RawRecord;
import io.frametag.pipeline.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarShardTest {
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, UTF_8.name());

    TarShardTest() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    private void add(String name, byte[] data) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(data.length);
        entry.setModTime(Date.from(THEN));
        tar.putArchiveEntry(entry);
        tar.write(data);
        tar.closeArchiveEntry();
    }

    private void addLink(String name, byte type) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName("0000.jpg");
        entry.setModTime(Date.from(THEN));
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private byte[] finish() throws IOException {
        tar.finish();
        return bytes.toByteArray();
    }

    private static byte[] data(int size) {
        byte[] data = new byte[size];
        Arrays.fill(data, (byte) size);
        return data;
    }

    /** The habit of WebDataset: what belongs to an image lies beside it. */
    private byte[] dataset(int images) throws IOException {
        for (int i = 0; i < images; i++) {
            add("%04d.jpg".formatted(i), data(100 + 300 * i));
            add("%04d.json".formatted(i), "{}".getBytes(UTF_8));
            add("%04d.cls".formatted(i), "7".getBytes(UTF_8));
        }
        return finish();
    }

    @Test
    void eachImageIsAnEventOfTheArchivesStream() throws Exception {
        Path file = write("00012.tar", dataset(3));

        List<RawRecord> records = Reading.all(file);

        assertThat(records).hasSize(3);
        RawRecord last = records.get(2);
        assertThat(last.origin()).hasToString("file:" + file + ":0:2");
        assertThat(last.origin().timestamp()).isEqualTo(THEN.toEpochMilli());
        assertThat(last.origin().key()).isEqualTo("00012.tar".getBytes(UTF_8));
        assertThat(last.attachment()).isNull();
        assertThat(Reading.event(last).getEventId()).isEqualTo("00012.tar/0002.jpg");
        assertThat(Reading.event(last).getStreamId()).isEqualTo("00012.tar");
        assertThat(Reading.event(last).getSequence()).isEqualTo(2);
        assertThat(Reading.event(last).getContentType()).isEqualTo("image/jpeg");
        assertThat(Reading.event(last).getCapturedAt()).isEqualTo(THEN);
        assertThat(Reading.event(last).getAttributes()).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(Reading.image(records.get(i))).isEqualTo(data(100 + 300 * i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void longAndForeignNamesAreWhole(int mode) throws Exception {
        tar.setLongFileMode(mode);
        String longName = "a".repeat(150) + "/" + "b".repeat(150) + ".png";
        String foreign = "фото/猫 and a 🐈.jpg";
        add(longName, data(10));
        add(foreign, data(20));
        add("./plain.webp", data(30));

        List<RawRecord> records = Reading.all(write("names.tar", finish()));

        assertThat(records)
                .map(record -> Reading.event(record).getEventId())
                .containsExactly("names.tar/" + longName, "names.tar/" + foreign, "names.tar/./plain.webp");
        assertThat(records).map(record -> Reading.image(record).length).containsExactly(10, 20, 30);
    }

    @Test
    void foldersHiddenFilesAndOtherFilesAreNoInputs() throws Exception {
        tar.putArchiveEntry(new TarArchiveEntry("folder.jpg/"));
        tar.closeArchiveEntry();
        add("._0001.jpg", data(5));
        add("a/.thumbnails/1.jpg", data(5));
        add("readme.txt", data(5));
        addLink("readme.lnk", TarConstants.LF_SYMLINK);
        add("0001.JPG", data(7));

        List<RawRecord> records = Reading.all(write("mixed.tar", finish()));

        assertThat(records).map(record -> Reading.event(record).getEventId()).containsExactly("mixed.tar/0001.JPG");
        assertThat(records.get(0).origin().offset()).isZero();
    }

    /** As {@code tar.add("../photos")} names its members, and who goes by way of a hidden folder and out of it again. */
    @Test
    void aPathThatGoesUpOrStaysIsNotHidden() throws Exception {
        add("../photos/1.jpg", data(5));
        add("./a/./2.jpg", data(6));
        add("a/../3.jpg", data(7));
        add("../.thumbnails/4.jpg", data(8));
        add("a/...jpg", data(9));
        add("a/..b/5.jpg", data(10));
        add("a./b../6.jpg", data(11));

        Path file = write("up.tar", finish());
        assertThat(Reading.all(file))
                .map(record -> Reading.event(record).getEventId())
                .containsExactly(
                        "up.tar/../photos/1.jpg", "up.tar/./a/./2.jpg", "up.tar/a/../3.jpg", "up.tar/a./b../6.jpg");
        try (GuardedShard shard = Reading.opener().open(Reading.piece(file))) {
            while (shard.next() != null) {
                assertThat(shard.hidden()).isLessThanOrEqualTo(3);
            }
            assertThat(shard.hidden()).as("counted").isEqualTo(3);
        }
    }

    @Test
    void linksAndSparseFilesAreRefusedAndTheNextIsRead() throws Exception {
        add("0000.jpg", data(700));
        addLink("0001.jpg", TarConstants.LF_SYMLINK);
        addLink("0002.jpg", TarConstants.LF_LINK);
        add("0003.jpg", data(600));
        add("0004.jpg", data(9));
        byte[] archive = finish();
        int sparse = headerOf("0003.jpg", archive);
        int before = Integer.parseInt(new String(archive, sparse + 148, 6, UTF_8), 8);
        archive[sparse + 156] = 'S';
        System.arraycopy("%06o".formatted(before + 'S' - '0').getBytes(UTF_8), 0, archive, sparse + 148, 6);

        List<RawRecord> records = Reading.all(write("links.tar", archive));

        assertThat(records)
                .map(Reading::outline)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("links.tar:0:0 links.tar/0000.jpg 700"),
                        symbolic -> assertThat(symbolic)
                                .contains("UNREADABLE_FILE")
                                .contains(
                                        "at byte offset 1536: 0001.jpg is a link to 0000.jpg, which is not followed."),
                        hard -> assertThat(hard).contains("at byte offset 2048: 0002.jpg is a link to 0000.jpg"),
                        holes -> assertThat(holes).contains("at byte offset 2560: 0003.jpg is a sparse file"),
                        last -> assertThat(last).endsWith("links.tar:0:4 links.tar/0004.jpg 9"));
    }

    @Test
    void anImageThatIsTooLargeIsRefusedAsTheDecoderWould() throws Exception {
        add("0000.jpg", data(Reading.LIMITS.maxImageBytes() + 1));
        add("0001.jpg", data(Reading.LIMITS.maxImageBytes()));

        List<RawRecord> records = Reading.all(write("large.tar", finish()));

        assertThat(records.get(0).attachment().refusal()).isEqualTo(RejectReason.TOO_MANY_BYTES);
        assertThat(records.get(0).attachment().message())
                .endsWith("large.tar at byte offset 0: the image has 100001 bytes, and the limit is 100000.");
        assertThat(records.get(0).value()).isNull();
        assertThat(Reading.image(records.get(1))).hasSize(100_000);
    }

    /** Wherever it is cut: what is whole before that is read, and exactly one dead letter says that there was more. */
    @Test
    void aTruncatedArchiveIsReadAsFarAsItIsWhole() throws Exception {
        byte[] whole = dataset(3);
        List<String> expected = Reading.all(write("cut.tar", whole)).stream()
                .map(Reading::outline)
                .toList();
        // The last member's data are filled up to a block; the end marker follows.
        int marker = endMarker(whole);
        for (int length = 0; length <= marker; length += length % 512 < 300 ? 171 : 34) {
            Path cut = write("cut.tar", Arrays.copyOf(whole, length));
            List<String> read = Reading.all(cut).stream().map(Reading::outline).toList();
            int images = read.size() - 1;
            assertThat(read.subList(0, images)).as("cut to %d", length).isEqualTo(expected.subList(0, images));
            assertThat(read.get(images))
                    .contains("cut.tar:0:" + images + " UNREADABLE_FILE ")
                    .contains(" at byte offset ")
                    .endsWith("nothing is read from there on.");
            assertThat(Reading.ordinals(Reading.piece(cut))).hasSize(read.size());
        }
        Path cut = write("cut.tar", Arrays.copyOf(whole, marker + 512));
        assertThat(Reading.all(cut)).map(Reading::outline).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two.tar", "two.tar.gz"})
    void anArchiveBehindTheEndMarkerIsOneDeadLetter(String name) throws Exception {
        byte[] first = dataset(2);
        byte[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(first, 0, both, first.length, first.length);

        assertThat(Reading.all(write(name, name.endsWith(".gz") ? gzip(both) : both)))
                .map(Reading::outline)
                .hasSize(3)
                .last()
                .asString()
                .contains(name + ":0:2 UNREADABLE_FILE")
                .contains("at byte offset " + endMarker(first))
                .endsWith(": data follow the archive's end marker; nothing is read from there on.");
    }

    /** A record of tape is filled up, with anything. */
    @Test
    void fillingBehindTheEndMarkerIsNoData() throws Exception {
        byte[] archive = dataset(2);
        int marker = endMarker(archive);
        for (int size : new int[] {marker + 1024, marker + 1500, marker + (1 << 20)}) {
            byte[] filled = Arrays.copyOf(archive, size);
            Arrays.fill(filled, marker + 1024, size, (byte) 'x');
            assertThat(Reading.all(write("filled.tar", filled)))
                    .as("%d bytes", size)
                    .hasSize(2);
        }
        assertThat(Reading.all(write("filled.tar", Arrays.copyOf(archive, marker + (1 << 20) + 1024))))
                .as("more than any record has")
                .hasSize(3);
    }

    private static int endMarker(byte[] archive) {
        int end = archive.length;
        while (archive[end - 1] == 0) {
            end--;
        }
        return (end + 511) / 512 * 512;
    }

    @Test
    void aDamagedHeaderEndsTheArchiveWithOneDeadLetter() throws Exception {
        byte[] archive = dataset(4);
        Path file = write("damaged.tar", archive);
        int third = headerOf("0002.jpg", archive);
        archive[third + 20] ^= 1;

        Files.write(file, archive);

        assertThat(Reading.all(file))
                .map(Reading::outline)
                .hasSize(3)
                .last()
                .asString()
                .contains("damaged.tar:0:2 UNREADABLE_FILE")
                .contains("at byte offset " + third + ": there is no tar header, or its checksum is wrong");
    }

    private static int headerOf(String name, byte[] archive) {
        for (int at = 0; at < archive.length; at += 512) {
            if (new String(archive, at, name.length(), UTF_8).equals(name)) {
                return at;
            }
        }
        throw new AssertionError(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void rangesHoldEachImageOnce(int every) throws Exception {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        for (int i = 0; i < 20; i++) {
            add("%04d.jpg".formatted(i), data(1 + 211 * i));
            add("n".repeat(100 + i) + ".json", data(i));
        }
        Piece whole = Reading.piece(write("ranges.tar", finish()));

        List<Piece> ranges = Reading.cut(whole, every);

        assertThat(ranges).hasSizeGreaterThanOrEqualTo(20 / every);
        assertThat(ranges.stream().flatMap(range -> Reading.all(range).stream()).map(Reading::outline))
                .isEqualTo(Reading.all(whole).stream().map(Reading::outline).toList())
                .hasSize(20);
    }

    @Test
    void whatIsReadGoesOnAtEveryCursor() throws Exception {
        for (String name : List.of("go-on.tar", "go-on.tar.gz")) {
            byte[] archive = name.endsWith(".gz") ? gzip(bytes.toByteArray()) : dataset(5);
            Piece whole = Reading.piece(write(name, archive));
            List<String> all = Reading.all(whole).stream().map(Reading::outline).toList();
            assertThat(all).hasSize(5);
            try (GuardedShard shard = Reading.opener().open(whole)) {
                for (int read = 1; shard.next() != null; read++) {
                    assertThat(Reading.all(whole.from(shard.cursor())).stream().map(Reading::outline))
                            .isEqualTo(all.subList(read, 5));
                }
            }
        }
    }

    private static byte[] gzip(byte[]... members) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(member);
            }
        }
        return out.toByteArray();
    }

    @Test
    void aCompressedArchiveIsReadInOneGo() throws Exception {
        byte[] archive = dataset(4);
        byte[] begin = Arrays.copyOf(archive, 3_000);
        byte[] rest = Arrays.copyOfRange(archive, 3_000, archive.length);
        Path file = write("00001.tgz", gzip(begin, rest));

        assertThat(Reading.all(file))
                .map(record -> Reading.image(record).length)
                .containsExactly(100, 400, 700, 1000);
        assertThat(FileType.of("00001.tgz").orElseThrow().isSplittable()).isFalse();
    }

    @Test
    void aCutCompressedArchiveHasOneDeadLetterMoreThanItHasImages() throws Exception {
        byte[] compressed = gzip(dataset(6));
        for (int length = 0; length < compressed.length; length += 7) {
            Path cut = write("cut.tar.gz", Arrays.copyOf(compressed, length));
            List<RawRecord> read = Reading.all(cut);
            RawRecord last = read.get(read.size() - 1);
            assertThat(read.subList(0, read.size() - 1)).allMatch(record -> record.attachment() == null);
            if (last.attachment() == null) {
                // Nothing is missing but what gzip puts behind the archive's end marker.
                assertThat(read).hasSize(6);
                assertThat(length).isGreaterThan(compressed.length - 60);
            } else {
                assertThat(last.attachment().refusal()).isEqualTo(RejectReason.UNREADABLE_FILE);
            }
            assertThat(Reading.ordinals(Reading.piece(cut))).hasSize(read.size());
        }
    }

    @Test
    void aNameThatClaimsToBeHugeTakesNoMemory() throws Exception {
        TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(7L << 30);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);

        assertThat(Reading.all(write("bomb.tar", header)))
                .map(Reading::outline)
                .singleElement()
                .asString()
                .contains("UNREADABLE_FILE")
                .contains("an extended header has 7516192768 bytes");
    }

    @Test
    void aVanishedArchiveIsOneDeadLetter() throws Exception {
        Path file = write("gone.tar", dataset(2));
        Piece piece = Reading.piece(file);
        Files.delete(file);

        assertThat(Reading.all(piece))
                .map(Reading::outline)
                .containsExactly("file:" + file + ":0:0 UNREADABLE_FILE file:" + file
                        + " at byte offset 0: there is no such file.");
    }
}
